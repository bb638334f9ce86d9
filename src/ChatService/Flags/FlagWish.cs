using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Flags;

/// <summary>What a member says is wrong with a message, unchecked.</summary>
internal sealed record FlagWish(MessageTarget Target, FlagReason Reason, string Note)
{
    public const int MaxNote = 512;

    /// <exception cref="DomainError">INVALID_REQUEST.</exception>
    public void Check() => new Violations()
        .AddIf(!Enum.IsDefined(Reason), "reason", "required: a known reason")
        .AddIf(RoomRules.Length(Note) > MaxNote, "note", $"at most {MaxNote} characters")
        .AddIf(!RoomRules.IsPlain(Note), "note", "no control characters")
        .AddIf(Reason == FlagReason.Other && string.IsNullOrWhiteSpace(Note), "note", "required when the reason is another one")
        .ThrowIfAny();
}
