using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Documents.Documents;

/// <summary>What a client says about a file before it sends it.</summary>
/// <param name="Room">The room to add it to.</param>
/// <param name="RequestId">Idempotency key, or empty.</param>
/// <param name="FileName">Its name, without folders.</param>
/// <param name="MediaType">As the client believes, or empty.</param>
/// <param name="SizeBytes">Its size, or 0 when not known.</param>
/// <param name="Sha256">Its hash in lower-case hexadecimal, or empty.</param>
internal sealed record UploadAnnouncement(
    RoomId Room, string RequestId, string FileName, string MediaType, long SizeBytes, string Sha256)
{
    /// <exception cref="DomainError">INVALID_REQUEST naming every field, or DOCUMENT_TOO_LARGE.</exception>
    public void Validate(long maxBytes)
    {
        new Violations()
            .AddIf(Room.Value.Length == 0, "header.room_id", "is required")
            .AddIf(RequestId.Length > RequestRules.MaxRequestId, "header.request_id", RequestRules.RequestIdRule)
            .AddIf(FileName.Length is 0 or > FileNames.MaxChars, "header.file_name",
                $"must have 1 to {FileNames.MaxChars} characters after its folders are cut off")
            .AddIf(MediaType.Length > 255, "header.media_type", "must have at most 255 characters")
            .AddIf(SizeBytes < 0, "header.size_bytes", "must not be negative")
            .AddIf(Sha256.Length > 0 && !IsHash(Sha256), "header.sha256", "must be 64 lower-case hexadecimal digits")
            .ThrowIfAny();
        if (SizeBytes > maxBytes)
            throw DocumentErrors.DocumentTooLarge(maxBytes);
    }

    private static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}
