using GroupChat.Cli.Commands;
using GroupChat.Cli.Output;
using GroupChat.Contracts.Vector.V1;
using Grpc.Core;

namespace GroupChat.Cli.Vectors;

/// <summary>Sends the points of an export to a collection, some at a time, those of one tenant together.</summary>
/// <param name="client">The server.</param>
/// <param name="calls">In whose name.</param>
/// <param name="collection">Where to; null: where the export was made.</param>
internal sealed class PointImportRun(Client client, VectorCalls calls, string? collection)
{
    private const int Together = 1_000;

    private readonly List<ExportPointsResponse> _waiting = [];
    private string? _collection = collection;
    private bool _isExport;
    private long? _end;
    private long _read;

    /// <summary>Points that are in.</summary>
    public long Taken { get; private set; }

    /// <summary>Points that were refused.</summary>
    public long Refused { get; private set; }

    /// <exception cref="UsageException">A line is not one of an export.</exception>
    /// <exception cref="IOException">Lines are missing at the end. What was there is in.</exception>
    public async Task RunAsync(TextReader input, CancellationToken cancellationToken)
    {
        for (long number = 1; await input.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var read = PointLine.Read(line, number);
            await TakeAsync(read, cancellationToken);
        }

        await SendAsync(cancellationToken);
        client.Status.Clear();
        if (_isExport && _end != _read)
            throw new IOException($"the file is not all of the export, it was cut; {Taken} points are in");
    }

    private async Task TakeAsync(ExportPointsResponse read, CancellationToken cancellationToken)
    {
        if (read.Collection is { } made)
            await EnsureAsync(made, cancellationToken);
        if (PointLine.IsEnd(read))
            _end = read.ExportedCount;
        if (read.Points.Count == 0)
            return;
        _waiting.Add(read);
        _read += read.Points.Count;
        if (_waiting.Count >= Together)
            await SendAsync(cancellationToken);
    }

    private async Task EnsureAsync(Collection made, CancellationToken cancellationToken)
    {
        _isExport = true;
        _collection ??= made.CollectionId;
        var request = new EnsureCollectionRequest { CollectionId = _collection, Embedder = made.Embedder, Dimension = made.Dimension, Metric = made.Metric };
        await calls.CallAsync(options => client.Link.Vectors.EnsureCollectionAsync(request, options), cancellationToken);
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        foreach (var tenant in _waiting.GroupBy(one => one.TenantId, one => one.Points).ToArray())
            await SendAsync(tenant.Key, [.. tenant.SelectMany(points => points)], cancellationToken);
        _waiting.Clear();
    }

    private async Task SendAsync(string tenant, List<Point> points, CancellationToken cancellationToken)
    {
        var address = new Address
        {
            CollectionId = _collection ?? throw new UsageException("the first line names no collection; say which with --collection"),
            TenantId = tenant,
        };
        using var call = client.Link.Vectors.StreamPoints(calls.Options(cancellationToken));
        var answers = ReadAsync(call.ResponseStream, points.Count, cancellationToken);
        await WriteAsync(call.RequestStream, address, points, cancellationToken);
        await answers;
    }

    // What ends the stream is told by its answers: they are read all the same.
    private static async Task WriteAsync(
        IClientStreamWriter<StreamPointsRequest> frames, Address address, List<Point> points, CancellationToken cancellationToken)
    {
        try
        {
            await frames.WriteAsync(new() { Open = new() { Address = address } }, cancellationToken);
            foreach (var some in points.Chunk(50))
                await frames.WriteAsync(new() { Batch = new() { Points = { some } } }, cancellationToken);
            await frames.CompleteAsync();
        }
        catch (Exception ended) when (ended is RpcException or InvalidOperationException && !cancellationToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task ReadAsync(IAsyncStreamReader<StreamPointsResponse> frames, int expected, CancellationToken cancellationToken)
    {
        var answered = 0;
        while (await frames.MoveNext(cancellationToken))
        {
            foreach (var result in frames.Current.Answered?.Results ?? [])
            {
                answered++;
                Note(result);
            }

            client.Status.Show($"{Taken} points");
        }

        if (answered < expected)
            throw new IOException($"the server answered {answered} of {expected} points; run it again, points are replaced by their ids");
    }

    private void Note(UpsertResult result)
    {
        if (result.Reason.Length == 0)
        {
            Taken++;
            return;
        }

        Refused++;
        client.Note($"{result.PointId}: {result.Reason}");
    }
}
