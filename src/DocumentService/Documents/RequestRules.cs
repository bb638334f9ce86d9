namespace GroupChat.Documents.Documents;

/// <summary>Limits that several requests share.</summary>
internal static class RequestRules
{
    public const int MaxRequestId = 64;
    public const string RequestIdRule = "must have at most 64 characters";
}
