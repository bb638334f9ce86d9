using System.Text;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Messages;

/// <summary>Limits of a message, checked before anything is looked up; every mistake is named at once.</summary>
internal static class MessageRules
{
    public const int MaxTextBytes = 32_768;
    public const int MaxAnswerBytes = 65_536;
    public const int MaxClientMessageId = 64;

    /// <exception cref="DomainError">Something is wrong with the draft.</exception>
    public static NewMessage Check(Draft draft, UserId author)
    {
        var wrongText = WrongText(draft.Parts);
        var violations = new Violations()
            .AddIf(draft.RoomId.Length == 0, "room_id", "required")
            .AddIf(!IsKey(draft.ClientMessageId), "client_message_id", $"1 to {MaxClientMessageId} printable ASCII characters");
        if (!violations.Any && wrongText is not null)
            throw wrongText;
        foreach (var violation in wrongText?.Violations ?? [])
            violations.Add(violation.Field, violation.Description);
        violations.ThrowIfAny();
        return Accept(draft, draft.Parts[0]!, author);
    }

    private static NewMessage Accept(Draft draft, DraftPart part, UserId author) => new(
        new RoomId(draft.RoomId),
        author,
        draft.ClientMessageId,
        ContentPart.OfMember(part.Text, part.Format),
        draft.ReplyTo.Length == 0 ? null : MessageId.Parse(draft.ReplyTo) ?? throw ChatErrors.MessageNotFound(draft.ReplyTo),
        MentionScanner.Handles(part.Text));

    private static DomainError? WrongText(IReadOnlyList<DraftPart?> parts) => parts switch
    {
        [] => ChatErrors.MessageEmpty(),
        [null] => Violations.One("parts[0].text", "required: a text"),
        [{ } part] when string.IsNullOrWhiteSpace(part.Text) => ChatErrors.MessageEmpty(),
        [{ } part] when Encoding.UTF8.GetByteCount(part.Text) > MaxTextBytes => ChatErrors.MessageTooLarge(MaxTextBytes),
        [{ } part] when !Enum.IsDefined(part.Format) => Violations.One("parts[0].text.format", "not a known format"),
        [_] => null,
        _ => Violations.One("parts", "exactly one text part"),
    };

    private static bool IsKey(string key) => key.Length is > 0 and <= MaxClientMessageId && key.All(c => c is >= ' ' and <= '~');
}
