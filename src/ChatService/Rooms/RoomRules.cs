using System.Text;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Rooms;

/// <summary>Limits of what people write about a room. Lengths count characters (Unicode scalar values), not bytes.</summary>
internal static class RoomRules
{
    public const int MaxDisplayName = 128;
    public const int MaxTopic = 1024;
    public const int MaxRequestId = 64;

    public static void Check(RoomWish wish) => new Violations()
        .AddIf(wish.RequestId.Length > MaxRequestId, "request_id", $"at most {MaxRequestId} characters")
        .AddIf(
            wish.RoomId.Length > 0 && !RoomId.IsValid(wish.RoomId),
            "room_id",
            $"1 to {RoomId.MaxLength} of a-z, 0-9 and \"-\", starting with a letter or digit")
        .AddIf(Length(wish.DisplayName) > MaxDisplayName, "display_name", $"at most {MaxDisplayName} characters")
        .AddIf(!IsPlain(wish.DisplayName), "display_name", "no control characters")
        .AddIf(wish.DisplayName.Length > 0 && string.IsNullOrWhiteSpace(wish.DisplayName), "display_name", "not only white space")
        .AddIf(Length(wish.Topic) > MaxTopic, "topic", $"at most {MaxTopic} characters")
        .AddIf(!IsPlain(wish.Topic), "topic", "no control characters")
        .AddIf(wish.Visibility != RoomVisibility.Public, "visibility", "not a visibility that a new room can have")
        .ThrowIfAny();

    /// <summary>Free of control characters, save for line breaks and tabs, and of broken surrogate pairs.</summary>
    public static bool IsPlain(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) && text[i] is not ('\n' or '\t'))
                return false;
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!Rune.TryGetRuneAt(text, i, out _))
                return false;
            i++;
        }

        return true;
    }

    public static int Length(string text) => text.Length <= MaxDisplayName ? text.Length : text.EnumerateRunes().Count();
}
