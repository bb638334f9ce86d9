using GroupChat.Cli.Rooms;
using GroupChat.Cli.Terminal;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Output;

/// <summary>The contract's states in words.</summary>
internal static class Phrases
{
    public static string Of(AnswerProgress progress) => progress switch
    {
        { Phase: AnswerPhase.Generating, HasQueuePosition: true, QueuePosition: 0 } => "waiting for the model, next",
        { Phase: AnswerPhase.Generating, HasQueuePosition: true } => $"waiting for the model, {progress.QueuePosition} before it",
        { Phase: AnswerPhase.Generating } when progress.PromptTokensRead < progress.PromptTokens =>
            $"reading what was said, {100L * Math.Max(0, progress.PromptTokensRead) / progress.PromptTokens} %",
        _ => Of(progress.Phase),
    };

    private static string Of(AnswerPhase phase) => phase switch
    {
        AnswerPhase.Queued => "waiting for its turn",
        AnswerPhase.Retrieving => "reading the documents",
        AnswerPhase.UsingTools => "using tools",
        AnswerPhase.WaitingForApproval => "waiting for approval",
        _ => "writing",
    };

    /// <summary>How an answer ended that did not end as intended.</summary>
    public static string Of(Answer answer) => answer.State switch
    {
        AnswerState.Cancelled => $"stopped by {Sanitizer.Line(answer.CancelledBy?.DisplayName ?? "somebody")}",
        AnswerState.Failed => $"failed: {Sanitizer.Line(answer.FailureReason)}",
        AnswerState.Interrupted => $"interrupted: {Sanitizer.Line(answer.FailureReason)}",
        _ => "",
    };

    /// <summary>What a message says now: its text, and what became of it.</summary>
    public static string WordsOf(Message message)
    {
        if (message.Deletion is not null)
            return "(deleted)";
        var text = AnswerText.TextOf(message);
        return message.EditCount > 0 ? $"{text} (edited)" : text;
    }

    public static string Of(MessageDeleted deleted)
    {
        var (author, by) = (deleted.Message.Author, deleted.Message.Deletion.DeletedBy);
        var whose = author.UserId == by.UserId ? "a message" : $"a message of {Sanitizer.Line(author.DisplayName)}";
        return $"{Sanitizer.Line(by.DisplayName)} deleted {whose}";
    }

    /// <summary>Where a quote stands: title and the nearest headings.</summary>
    public static string Source(Citation citation)
    {
        var parts = new List<string> { Sanitizer.Line(citation.DocumentTitle) };
        // The first heading of a document is usually its title.
        parts.AddRange(citation.Place?.Headings.Select(Sanitizer.Line).Where(heading => heading != parts[0]) ?? []);
        return string.Join(" › ", parts);
    }

    /// <summary>"[1] title › heading: "quote" ✓ verified".</summary>
    public static string Of(Citation citation)
    {
        var page = citation.Place?.Page > 0 ? $", page {citation.Place.Page}" : "";
        var verified = citation.Verified ? " ✓ verified" : " (not verified)";
        // Where the document breaks its lines says nothing here.
        var quote = string.Join(' ', citation.Quote.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return $"[{citation.Marker}] {Source(citation)}{page}: \"{Sanitizer.Line(quote)}\"{verified}";
    }
}
