namespace GroupChat.Chat.Answers;

/// <summary>Which words of which document support an answer.</summary>
internal sealed record Citation(
    int Marker, string DocumentId, string DocumentTitle, string PassageId, Place? Place, string Quote, bool Verified, string SourceUrl);
