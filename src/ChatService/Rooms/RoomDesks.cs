namespace GroupChat.Chat.Rooms;

/// <summary>Where changes of rooms are asked for.</summary>
internal sealed record RoomDesks(RoomDesk Rooms, InvitationDesk Invitations, JoinLinkDesk JoinLinks, ModerationDesk Moderation, AgentDesk Agents);
