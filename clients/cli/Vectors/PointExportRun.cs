using GroupChat.Cli.Commands;
using GroupChat.Contracts.Vector.V1;
using Grpc.Core;

namespace GroupChat.Cli.Vectors;

/// <summary>Writes an export to a file, which is there when all of it is, or to standard output.</summary>
internal sealed class PointExportRun(Client client, VectorCalls calls)
{
    private const string Unfinished = ".part";

    /// <returns>Points written.</returns>
    public async Task<long> RunAsync(ExportPointsRequest request, string? file, CancellationToken cancellationToken)
    {
        if (file is null)
            return await RunAsync(request, client.Shell.Out, cancellationToken);
        try
        {
            long written;
            await using (var output = new StreamWriter(file + Unfinished))
                written = await RunAsync(request, output, cancellationToken);
            File.Move(file + Unfinished, file, overwrite: true);
            return written;
        }
        finally
        {
            File.Delete(file + Unfinished);
        }
    }

    private async Task<long> RunAsync(ExportPointsRequest request, TextWriter output, CancellationToken cancellationToken)
    {
        long written = 0, total = 0;
        using var call = client.Link.Vectors.ExportPoints(request, calls.Options(cancellationToken));
        await foreach (var frame in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            foreach (var line in PointLine.Of(frame))
                await output.WriteLineAsync(line.AsMemory(), cancellationToken);
            total = frame.Collection?.PointCount ?? total;
            written = frame.ExportedCount;
            client.Status.Show(request.TenantId.Length == 0 ? $"{written} of {total} points" : $"{written} points");
        }

        await output.WriteLineAsync(PointLine.End(written).AsMemory(), cancellationToken);
        client.Status.Clear();
        return written;
    }
}
