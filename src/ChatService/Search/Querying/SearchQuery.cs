using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Search.Folding;

namespace GroupChat.Chat.Search.Querying;

/// <summary>What is looked for; checked.</summary>
/// <param name="Terms">All of them have to be there.</param>
/// <param name="Author">Only what they said.</param>
/// <param name="Mentioned">Only what mentions them.</param>
/// <param name="From">Only what was said at or after this.</param>
/// <param name="Until">Only what was said before this.</param>
internal sealed record SearchQuery(
    IReadOnlyList<SearchTerm> Terms, UserId? Author, UserId? Mentioned, DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>Whether a message as it stands now is meant.</summary>
    public bool Matches(Message message) =>
        message.Deletion is null
        && (Author is not { } author || message.Author.Id == author)
        && message.CreateTime >= From
        && message.CreateTime < Until
        && (Mentioned is not { } mentioned || message.Mentions.Any(person => person.Id == mentioned))
        && HasTerms(message);

    private bool HasTerms(Message message)
    {
        if (Terms.Count == 0)
            return true;
        if (message.Parts is [var only])
            return HasTerms(SearchFolding.Fold(only.Text));
        var folded = message.Parts.Select(part => SearchFolding.Fold(part.Text)).ToArray();
        return Terms.All(term => folded.Any(text => term.Find(text) >= 0));
    }

    private bool HasTerms(string folded)
    {
        foreach (var term in Terms)
        {
            if (term.Find(folded) < 0)
                return false;
        }

        return true;
    }
}
