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
    public const int MaxMentions = 50;

    /// <exception cref="DomainError">Something is wrong with the draft.</exception>
    public static NewMessage Check(Draft draft, UserId author)
    {
        CheckContent(
            new Violations()
                .AddIf(draft.RoomId.Length == 0, "room_id", "required")
                .AddIf(!IsKey(draft.ClientMessageId), "client_message_id", $"1 to {MaxClientMessageId} printable ASCII characters"),
            draft.Parts,
            draft.Mentions);
        return Accept(draft, draft.Parts[0]!, author);
    }

    /// <exception cref="DomainError">Something is wrong with the draft.</exception>
    public static MessageEdit CheckEdit(EditDraft draft, UserId author)
    {
        CheckContent(
            new Violations()
                .AddIf(draft.RoomId.Length == 0, "room_id", "required")
                .AddIf(draft.MessageId.Length == 0, "message_id", "required"),
            draft.Parts,
            draft.Mentions);
        var part = draft.Parts[0]!;
        return new(
            MessageTarget.Parse(draft.RoomId, draft.MessageId),
            author,
            ContentPart.OfMember(part.Text, part.Format),
            MentionScanner.Handles(part.Text),
            People(draft.Mentions),
            draft.Rerun);
    }

    /// <summary>Adds what is wrong with the content. A reason of its own is kept where nothing else is wrong.</summary>
    private static void CheckContent(Violations violations, IReadOnlyList<DraftPart?> parts, IReadOnlyList<string> mentions)
    {
        var wrongText = WrongText(parts);
        violations
            .AddIf(mentions.Count > MaxMentions, "mention_user_ids", $"at most {MaxMentions}")
            .AddIf(mentions.Any(user => user.Length == 0), "mention_user_ids", "no empty ones");
        if (!violations.Any && wrongText is not null)
            throw wrongText;
        foreach (var violation in wrongText?.Violations ?? [])
            violations.Add(violation.Field, violation.Description);
        violations.ThrowIfAny();
    }

    private static NewMessage Accept(Draft draft, DraftPart part, UserId author) => new(
        new RoomId(draft.RoomId),
        author,
        draft.ClientMessageId,
        ContentPart.OfMember(part.Text, part.Format),
        draft.ReplyTo.Length == 0 ? null : MessageId.Parse(draft.ReplyTo) ?? throw ChatErrors.MessageNotFound(draft.ReplyTo),
        MentionScanner.Handles(part.Text),
        People(draft.Mentions));

    private static IReadOnlyList<UserId> People(IReadOnlyList<string> mentions) =>
        [.. mentions.Distinct(StringComparer.Ordinal).Select(user => new UserId(user))];

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

    public static bool IsKey(string key) => key.Length is > 0 and <= MaxClientMessageId && key.All(c => c is >= ' ' and <= '~');
}
