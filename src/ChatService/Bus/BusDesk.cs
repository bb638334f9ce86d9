using GroupChat.Chat.Delivery;

namespace GroupChat.Chat.Bus;

/// <summary>Hands what other nodes say to those whom it concerns.</summary>
internal sealed class BusDesk(RoomFollower follower, HeadPoll heads) : IBusListener
{
    public void Heard(BusNote note)
    {
        if (note is BusNote.Appended appended)
            follower.Hear(appended.In, appended.Events);
    }

    public void Missed() => heads.Soon();
}
