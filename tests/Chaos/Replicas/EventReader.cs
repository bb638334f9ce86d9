using System.Security.Cryptography;
using Google.Protobuf;
using GroupChat.Chaos.Tests.Checking;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Replicas;

/// <summary>Reads events for the checker: who did what to what.</summary>
internal static class EventReader
{
    /// <summary>What stands for every byte of an event but its cursor, which every node seals for itself.</summary>
    public static string Digest(RoomEvent change)
    {
        var cursor = change.Cursor;
        change.Cursor = "";
        var digest = Convert.ToHexString(SHA256.HashData(change.ToByteArray()).AsSpan(0, 8));
        change.Cursor = cursor;
        return digest;
    }

    public static Fact Read(RoomEvent change, string digest)
    {
        var (actor, key) = ActorAndKey(change);
        return new(change.Sequence, change.ChangeCase.ToString(), actor, key, TextOf(MessageOf(change)), digest)
        {
            Message = MessageOf(change)?.MessageId ?? "",
        };
    }

    public static string TextOf(Message? message) => string.Concat(message?.Parts.Select(part => part.Text.Text) ?? []);

    private static (string Actor, string Key) ActorAndKey(RoomEvent change) => change.ChangeCase switch
    {
        RoomEvent.ChangeOneofCase.RoomCreated => (change.RoomCreated.Room.CreatorUserId, change.RoomCreated.Room.RoomId),
        RoomEvent.ChangeOneofCase.MemberJoined => Both(change.MemberJoined.Member.Participant),
        RoomEvent.ChangeOneofCase.MemberLeft =>
            ((change.MemberLeft.RemovedBy ?? change.MemberLeft.Participant).UserId, change.MemberLeft.Participant.UserId),
        RoomEvent.ChangeOneofCase.MemberUpdated => (change.MemberUpdated.UpdatedBy?.UserId ?? "", change.MemberUpdated.Member.Participant.UserId),
        RoomEvent.ChangeOneofCase.RoomUpdated => (change.RoomUpdated.UpdatedBy?.UserId ?? "", change.RoomId),
        RoomEvent.ChangeOneofCase.MessagePosted => (change.MessagePosted.Message.Author.UserId, change.MessagePosted.Message.ClientMessageId),
        RoomEvent.ChangeOneofCase.MessageEdited => (change.MessageEdited.Message.Author.UserId, change.MessageEdited.Message.MessageId),
        RoomEvent.ChangeOneofCase.MessageDeleted =>
            (change.MessageDeleted.Message.Deletion?.DeletedBy?.UserId ?? "", change.MessageDeleted.Message.MessageId),
        RoomEvent.ChangeOneofCase.ReactionAdded =>
            (change.ReactionAdded.Participant.UserId, $"{change.ReactionAdded.MessageId} {change.ReactionAdded.Emoji}"),
        RoomEvent.ChangeOneofCase.ReactionRemoved =>
            (change.ReactionRemoved.Participant.UserId, $"{change.ReactionRemoved.MessageId} {change.ReactionRemoved.Emoji}"),
        RoomEvent.ChangeOneofCase.MessagePinned => (change.MessagePinned.Participant.UserId, change.MessagePinned.MessageId),
        RoomEvent.ChangeOneofCase.MessageUnpinned => (change.MessageUnpinned.Participant.UserId, change.MessageUnpinned.MessageId),
        RoomEvent.ChangeOneofCase.ReadMarksMoved => ("", string.Join(',', change.ReadMarksMoved.Marks.Select(mark => mark.UserId))),
        _ => ("", MessageOf(change)?.MessageId ?? ""),
    };

    private static (string Actor, string Key) Both(Participant participant) => (participant.UserId, participant.UserId);

    private static Message? MessageOf(RoomEvent change) => change.ChangeCase switch
    {
        RoomEvent.ChangeOneofCase.MessagePosted => change.MessagePosted.Message,
        RoomEvent.ChangeOneofCase.MessageEdited => change.MessageEdited.Message,
        RoomEvent.ChangeOneofCase.MessageDeleted => change.MessageDeleted.Message,
        RoomEvent.ChangeOneofCase.AnswerStarted => change.AnswerStarted.Message,
        RoomEvent.ChangeOneofCase.AnswerFinished => change.AnswerFinished.Message,
        RoomEvent.ChangeOneofCase.AnswerRestarted => change.AnswerRestarted.Message,
        _ => null,
    };
}
