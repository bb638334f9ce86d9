using GroupChat.Chat.Answers;
using GroupChat.Chat.Delivery;
using GroupChat.Chat.Turns;

namespace GroupChat.Chat.Bus;

/// <summary>Hands what other nodes say to those whom it concerns.</summary>
internal sealed class BusDesk(
    RoomFollower follower, HeadPoll heads, RoomFeeds feeds, LiveAnswers answers, TurnBroker broker, IRoomBus bus, TimeProvider time) : IBusListener
{
    public void Heard(BusNote note)
    {
        switch (note)
        {
            case BusNote.Appended appended:
                follower.Hear(appended.In, appended.Events);
                break;
            case BusNote.Typing typing:
                feeds.Find(typing.In)?.Signals.Typing(typing.Who, typing.IsTyping);
                break;
            case BusNote.Presence presence:
                feeds.Find(presence.In)?.Signals.Elsewhere(presence.Node, presence.Version, presence.Who);
                break;
            case BusNote.AnswerText text:
                Grow(text);
                break;
            case BusNote.Asked asked:
                Answer(asked);
                break;
            case BusNote.TurnWaits:
                broker.Spare.Set();
                break;
            case BusNote.TurnEnded ended:
                broker.Forget(ended.Turn);
                break;
            case BusNote.StopAsked stop:
                broker.Stop(stop.Turn, stop.By);
                break;
            case BusNote.CallDecided:
                broker.Decisions.Set();
                break;
        }
    }

    public void Missed()
    {
        heads.Soon();
        foreach (var feed in feeds.All)
        {
            feeds.Presence.Add(feed.Room);
            feeds.Unsure.Add(feed.Room);
        }
    }

    private void Grow(BusNote.AnswerText text)
    {
        // Unknown: nobody watches, or its start was not heard of yet. What is missing then is asked for.
        if (answers.Find(text.Answer) is not { } answer || (text.Turn is { } turn && turn != answer.Turn))
            return;
        var outcome = answer.Adopt(text.Run, text.Attempt, text.Phase, text.Wait, text.Offset, text.Text.Span);
        if (outcome != LiveAdoption.Nothing)
            feeds.Find(text.In)?.WakeForText();
        if (outcome == LiveAdoption.Gap && answer.MayAsk(time))
            bus.Publish(new BusNote.Asked(text.In));
    }

    private void Answer(BusNote.Asked asked)
    {
        if (feeds.Find(asked.In) is not null)
            feeds.Presence.Add(asked.In);
        foreach (var answer in answers.In(asked.In).Where(answer => answer.IsOurs))
        {
            answer.TellAll();
            answers.Grown.Add(answer);
        }
    }
}
