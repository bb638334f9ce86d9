namespace GroupChat.Chaos.Tests.Checking.Rules;

/// <summary>
/// The newest sequence of a room that frames tell never becomes smaller on one stream, is never smaller than the event it comes
/// with, and a new stream does not begin with less than the client was sent before.
/// </summary>
internal sealed class HeadRule : IRule
{
    public IEnumerable<Violation> Check(Evidence evidence)
    {
        foreach (var frames in evidence.Sightings.GroupBy(sighting => (sighting.Room, sighting.Reader)))
        {
            var (stream, head, newest) = (0L, 0L, 0L);
            foreach (var frame in frames.Where(frame => frame.Head > 0))
            {
                var least = frame.Stream == stream ? head : newest;
                (stream, head) = (frame.Stream, frame.Head);
                newest = Math.Max(newest, frame.Fact?.Sequence ?? 0);
                if (frame.Head < Math.Max(least, frame.Fact?.Sequence ?? 0))
                    yield return new(ViolationKind.HeadWentBack, frames.Key.Room, $"{frames.Key.Reader} knew {least} and was told {frame.Head} with {frame.Fact}");
            }
        }
    }
}
