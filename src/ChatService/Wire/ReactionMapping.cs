using Google.Protobuf.WellKnownTypes;
using GroupChat.Chat.Pins;
using GroupChat.Chat.Reactions;
using Proto = GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Wire;

/// <summary>What members do to messages of others.</summary>
internal static class ReactionMapping
{
    public static Proto.Reaction ToProto(this Reaction reaction) => new()
    {
        Emoji = reaction.Emoji,
        Participant = reaction.Participant.ToProto(),
        CreateTime = Timestamp.FromDateTimeOffset(reaction.CreateTime),
    };

    public static Proto.Pin ToProto(this Pin pin) => new()
    {
        Message = pin.Message.ToProto(),
        PinnedBy = pin.PinnedBy.ToProto(),
        CreateTime = Timestamp.FromDateTimeOffset(pin.CreateTime),
    };
}
