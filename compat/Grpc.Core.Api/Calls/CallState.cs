namespace Grpc.Core;

/// <summary>What the four call types share: headers, status, trailers and disposal, each a function of one state object.</summary>
internal readonly struct CallState(
    Func<object, Task<Metadata>> headers,
    Func<object, Status> status,
    Func<object, Metadata> trailers,
    Action<object> dispose,
    object state)
{
    public Task<Metadata> Headers => headers(state);
    public Status GetStatus() => status(state);
    public Metadata GetTrailers() => trailers(state);
    public void Dispose() => dispose(state);

    public static CallState Of(Task<Metadata> headers, Func<Status> status, Func<Metadata> trailers, Action dispose) => new(
        static parts => ((Parts)parts).Headers,
        static parts => ((Parts)parts).Status(),
        static parts => ((Parts)parts).Trailers(),
        static parts => ((Parts)parts).Dispose(),
        new Parts(headers, status, trailers, dispose));

    private sealed record Parts(Task<Metadata> Headers, Func<Status> Status, Func<Metadata> Trailers, Action Dispose);
}
