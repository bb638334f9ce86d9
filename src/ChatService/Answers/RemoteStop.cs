using GroupChat.Chat.Bus;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Storage;
using GroupChat.Chat.Turns;

namespace GroupChat.Chat.Answers;

/// <summary>
/// Stops an answer that another node's worker writes: that node alone has all of the text so far. When it does not do so in time it
/// cannot be reached, and the answer ends here with what this node has heard of it.
/// </summary>
internal sealed class RemoteStop(Node node, IRoomBus bus, ITurnStore turns, IMessageStore messages, TimeProvider time)
{
    private const int Looks = 20;
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(100);

    /// <summary>The answer as it ended; null when it is for this node to end it.</summary>
    public async Task<Message?> TryAsync(RoomRef room, Message answer, LiveAnswer? growing, Participant by, CancellationToken cancellationToken)
    {
        var turn = answer.Answer!.TurnId;
        if (node.IsAlone || !bus.IsConnected || growing is { IsOurs: true } || !await IsHeldAsync(room, turn, cancellationToken))
            return null;
        bus.Publish(new BusNote.StopAsked(turn, by));
        for (var look = 0; look < Looks; look++)
        {
            await Task.Delay(LookAgainAfter, time, cancellationToken);
            if (await messages.FindAsync(room, answer.Id, cancellationToken) is { Answer: { State: not AnswerState.Generating } } ended)
                return ended;
        }

        return null;
    }

    private async Task<bool> IsHeldAsync(RoomRef room, TurnId turn, CancellationToken cancellationToken)
    {
        var open = await turns.ListInAsync(room, cancellationToken);
        return open.Any(one => one.Id == turn && one.HeldUntil > time.GetUtcNow());
    }
}
