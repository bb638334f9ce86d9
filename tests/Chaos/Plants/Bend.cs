using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Plants;

/// <summary>Frames as no honest server would send them, and the events to choose for that: what comes later must not cover it up.</summary>
internal static class Bend
{
    public static bool IsLastingPost(RoomEvent change, Witness witness) =>
        change.MessagePosted is { } posted && witness.IsLasting(posted.Message.MessageId);

    public static bool IsLastingEdit(RoomEvent change, Witness witness) =>
        change.MessageEdited is { } edited && witness.IsLasting(edited.Message.MessageId);

    public static bool IsLastingReaction(RoomEvent change, Witness witness) =>
        change.ReactionAdded is { } added && witness.IsLasting(added.MessageId);

    public static ServerFrame Behind(ServerFrame frame) => Bent(frame, static bent => bent.HeadSequence = bent.Event.Sequence - 1);

    public static ServerFrame Post(ServerFrame frame) =>
        Bent(frame, static bent => bent.Event.MessagePosted.Message.Parts[0].Text.Text += " (or so)");

    public static ServerFrame Edit(ServerFrame frame) =>
        Bent(frame, static bent => bent.Event.MessageEdited.Message.Parts[0].Text.Text += " (or so)");

    /// <summary>With something that nobody takes back.</summary>
    public static ServerFrame Reaction(ServerFrame frame) => Bent(frame, static bent => bent.Event.ReactionAdded.Emoji = "?!");

    /// <summary>Somebody has read on who is not there.</summary>
    public static ServerFrame Mark(ServerFrame frame) =>
        Bent(frame, static bent => bent.Event.ReadMarksMoved.Marks.Add(new ReadMark { UserId = "nobody", DeliveredSequence = 1, ReadSequence = 1 }));

    /// <summary>Of a message that nobody knows.</summary>
    public static ServerFrame Pin(ServerFrame frame) => Bent(frame, static bent => bent.Event.MessagePinned.MessageId = "nobody knows it");

    private static ServerFrame Bent(ServerFrame frame, Action<ServerFrame> bend)
    {
        var bent = frame.Clone();
        bend(bent);
        return bent;
    }
}
