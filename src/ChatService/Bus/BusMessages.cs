using GroupChat.Chat.Log;

namespace GroupChat.Chat.Bus;

/// <summary>Makes messages out of what has gathered for a channel: few, and none too large.</summary>
internal static class BusMessages
{
    private const int MostBytes = 64 * 1024;
    private const int Overhead = 64;

    internal readonly record struct Message(byte[] Bytes, int Notes);

    public static IEnumerable<Message> Of(NodeId sender, IEnumerable<BusNote> notes)
    {
        var (some, bytes) = (new List<BusNote>(), 0);
        foreach (var note in notes)
        {
            var size = SizeOf(note);
            if (bytes + size > MostBytes && some.Count > 0)
            {
                yield return new(BusCodec.Encode(sender, some), some.Count);
                (some, bytes) = ([], 0);
            }

            some.Add(note);
            bytes += size;
        }

        if (some.Count > 0)
            yield return new(BusCodec.Encode(sender, some), some.Count);
    }

    private static int SizeOf(BusNote note) => Overhead + note switch
    {
        BusNote.Appended appended => appended.Events.Sum(SizeOf),
        BusNote.Presence presence => presence.Who.Count * Overhead,
        BusNote.AnswerText text => text.Text.Length,
        _ => 0,
    };

    private static int SizeOf(StoredEvent stored) => stored.Payload.Length + 8;
}
