using GroupChat.Agents.Grounding;
using GroupChat.Agents.Grounding.Retrieval;
using GroupChat.Agents.Models;
using GroupChat.Agents.Tests.Extractive;
using GroupChat.Agents.Turns;
using GroupChat.TestSupport;
using Xunit.Abstractions;

namespace GroupChat.Agents.Tests.Grounding.Retrieval;

public sealed class FollowUpTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("and for Java?", "and for Java? install client python")]
    [InlineData("How long does it take?", "How long does it take? install client python")]
    [InlineData("How do I install the client for Python 2?", null)]
    [InlineData("What is the port of the server?", null)]
    public void Rewritten_AfterAQuestion_AddsWhatIsLeftUnsaid(string question, string? rewritten) =>
        Assert.Equal(rewritten, FollowUp.Rewritten(question, [Said("How do I install the client for Python?"), Said("Use pip.", agent: true)]));

    [Fact]
    public void Rewritten_AChainOfQuestions_GoesBackToWhereItsSubjectBegan() =>
        Assert.Equal(
            "and that? java install client",
            FollowUp.Rewritten("and that?", [Said("What is a lantern?"), Said("How do I install the client?"), Said("and for Java?")]));

    [Fact]
    public void Rewritten_WithNothingBefore_IsTheQuestionAlone() => Assert.Null(FollowUp.Rewritten("and for Java?", []));

    /// <summary>The question as asked is searched for, too: what it finds stays among what is found.</summary>
    [Fact]
    public async Task Find_FollowUps_FindsMoreAndLosesNothing()
    {
        var (aloneFirst, fusedFirst, _, _) = await CountAsync(first: 1);
        var (alone, fused, lost, count) = await CountAsync(first: 3);
        output.WriteLine($"{count} questions. In the first place: {aloneFirst} by the question alone, {fusedFirst} with what was said before.");
        output.WriteLine($"Among the first three: {alone} and {fused}; {lost} lost.");
        Assert.True(count >= 20 && fused >= alone + 2 && fusedFirst > aloneFirst, $"{aloneFirst}, {fusedFirst}; {alone}, {fused}");
        Assert.Equal(0, lost);
    }

    private static async Task<(int Alone, int Fused, int Lost, int Count)> CountAsync(int first)
    {
        var (alone, fused, lost, count) = (0, 0, 0, 0);
        foreach (var (before, question, words) in Lines())
        {
            var (byQuestion, byBoth) = (await IsFoundAsync(question, words, null, first), await IsFoundAsync(question, words, before, first));
            count++;
            alone += byQuestion ? 1 : 0;
            fused += byBoth ? 1 : 0;
            lost += byQuestion && !byBoth ? 1 : 0;
        }
        return (alone, fused, lost, count);
    }

    private static async Task<bool> IsFoundAsync(string question, string words, string? before, int first)
    {
        var turn = Room.Ask(question, before is null ? [] : [Said(before)]);
        List<PassageQuery> queries = [PassageQuery.Asked(turn)];
        if (FollowUp.Rewritten(question, turn.Recent) is { } rewritten)
            queries.Add(new(rewritten, QuerySource.Rules));
        var found = await new PassageFinder(new CorpusSearch(), 10).FindAsync(turn, queries, new TurnAccount(), default).Within();
        return found.Take(first).Any(one => string.Join(' ', one.Passage.Text.Split((char[]?)null)).Contains(words, StringComparison.Ordinal));
    }

    private static RoomMessage Said(string text, bool agent = false) => new("u1", "Ann", text) { IsAgent = agent };

    private static IEnumerable<(string Before, string Question, string Words)> Lines() =>
        from line in Corpus.Read("follow-ups.txt").Split('\n')
        where line.Length > 0 && line[0] != '#'
        let parts = line.Split(" | ")
        select (parts[0], parts[1], parts[2].Trim());

    private sealed class CorpusSearch : IPassageSearch
    {
        public Task<IReadOnlyList<PassageContent>> SearchAsync(RoomReader reader, string query, int limit, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<PassageContent>>(Corpus.Search(query));
    }
}
