using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

/// <summary>A participant as three columns of a row: id, name and kind.</summary>
internal static class ParticipantColumns
{
    public static object?[] Columns(this Participant participant) =>
        [participant.Id.Value, participant.DisplayName, (int)participant.Kind];
}
