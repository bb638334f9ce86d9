using FsCheck;
using FsCheck.Fluent;
using GroupChat.Chat.Search.Folding;
using GroupChat.Chat.Search.Querying;

namespace GroupChat.Chat.Tests.Search;

public sealed class QueryParserTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \t\u200b ", "")]
    [InlineData("\"\" \" \"", "")]
    [InlineData("Hello  World", "hello|world")]
    [InlineData("same SAME", "same")]
    [InlineData("\"New York\" pizza", "[new york]|pizza")]
    [InlineData("“New York” pizza", "[new york]|pizza")]
    [InlineData("\"new yo", "[new yo")]
    [InlineData("\"", "")]
    [InlineData("5\" disk", "5\"|disk")]
    [InlineData("say(\"hi there\")", "say(\"hi|there\")")]
    [InlineData("\"a\"b c\"", "[a\"b c]")]
    [InlineData("!!! ???", "!!!|???")]
    [InlineData("\"one\" \"two\"", "[one]|[two]")]
    public void Parse_WhatPeopleType_GivesTerms(string query, string terms) => Assert.Equal(terms, Show(QueryParser.Parse(query)));

    [Fact]
    public void Parse_AnyQuery_GivesFoldedTermsThatTheQueryItselfHas() => Prop
        .ForAll<NonNull<string>>(query => QueryParser.Parse(query.Get).All(
            term => term.Text == term.Text.Trim(' ') && term.Text.Length > 0 && term.Find(SearchFolding.Fold(query.Get)) >= 0))
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("start the car", "\"art\"", false)]
    [InlineData("start the car", "art", true)]
    [InlineData("the art (of) war", "\"of\"", true)]
    [InlineData("state-of-the-art.", "\"the-art\"", true)]
    [InlineData("東京都に行く", "\"京都\"", true)]
    [InlineData("foo_bar(x)", "o_b", true)]
    [InlineData("foo_bar(x)", "\"bar\"", true)]
    [InlineData("नमस्ते", "\"नमस\"", false)]
    [InlineData("artful art", "\"art\"", true)]
    [InlineData("new  york", "\"new york\"", true)]
    [InlineData("newer york", "\"new york\"", false)]
    [InlineData("new yorkers", "\"new york", true)]
    [InlineData("abc", "abcd", false)]
    public void Find_Term_HeedsWordsInQuotesOnly(string text, string query, bool found) =>
        Assert.Equal(found, QueryParser.Parse(query).All(term => term.Find(SearchFolding.Fold(text)) >= 0));

    private static string Show(IEnumerable<SearchTerm> terms) =>
        string.Join('|', terms.Select(term => (term.StartsWord ? "[" : "") + term.Text + (term.EndsWord ? "]" : "")));
}
