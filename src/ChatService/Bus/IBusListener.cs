namespace GroupChat.Chat.Bus;

/// <summary>Who hears what other processes say. Called by one thread at a time.</summary>
internal interface IBusListener
{
    void Heard(BusNote note);

    /// <summary>Word may have been missed: at the start, after the connection was lost, when a room was not watched long, on overload.</summary>
    void Missed();
}
