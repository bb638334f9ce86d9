namespace GroupChat.Chat.Rooms;

/// <summary>Somebody who can speak in a room.</summary>
internal sealed record Participant(UserId Id, string DisplayName, ParticipantKind Kind);
