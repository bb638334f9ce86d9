namespace GroupChat.Chat.Search.Index;

/// <summary>The places of a segment as bytes: for each the time since the one before, the room and the sequence.</summary>
internal static class PlaceCodec
{
    public static byte[] Encode(ReadOnlySpan<SearchPlace> places)
    {
        var output = new ByteWriter();
        output.Number(places.Length);
        var last = 0L;
        foreach (var place in places)
        {
            output.Number(place.Time - last);
            output.Number(place.Room);
            output.Number(place.Sequence);
            last = place.Time;
        }

        return output.Take();
    }

    public static SearchPlace[] Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        var places = new SearchPlace[reader.Number()];
        var time = 0L;
        for (var i = 0; i < places.Length; i++)
            places[i] = new(time += reader.Number(), reader.Number(), reader.Number());
        return places;
    }
}
