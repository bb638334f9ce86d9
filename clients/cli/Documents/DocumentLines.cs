using GroupChat.Cli.Terminal;
using GroupChat.Contracts.Document.V1;

namespace GroupChat.Cli.Documents;

/// <summary>Documents in words.</summary>
internal static class DocumentLines
{
    /// <summary>"ready, 12 passages: Title (id)".</summary>
    public static string Of(Document document) =>
        $"{StateOf(document)}, {document.PassageCount} {(document.PassageCount == 1 ? "passage" : "passages")}: "
        + $"{Sanitizer.Line(document.Title)} ({document.DocumentId})";

    public static string StateOf(Document document) => document.State switch
    {
        DocumentState.Ready => "ready",
        DocumentState.Indexing => "indexing",
        DocumentState.Failed => $"failed ({Sanitizer.Line(document.FailureReason)})",
        _ => "unknown",
    };

    public static bool IsUsable(Document document) => document.State is DocumentState.Ready or DocumentState.Indexing;
}
