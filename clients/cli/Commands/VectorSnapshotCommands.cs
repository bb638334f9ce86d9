using System.CommandLine;
using GroupChat.Cli.Output;
using GroupChat.Cli.Vectors;
using GroupChat.Contracts.Vector.V1;

namespace GroupChat.Cli.Commands;

/// <summary>groupchat vectors snapshot | snapshots | restore.</summary>
internal static class VectorSnapshotCommands
{
    public static Command Create(CommandRunner runner, Option<string?> key)
    {
        var (collection, json) = (VectorCommands.Collection(), Arguments.Json("the snapshot"));
        return VectorCommands.Bind(runner, key, new("snapshot", "Writes all points to a file of the server") { collection, json }, async (client, calls, parsed, cancellationToken) =>
        {
            var request = new CreateSnapshotRequest { CollectionId = parsed.GetRequiredValue(collection) };
            client.Status.Show("writing…");
            var answer = await calls.CallAsync(options => client.Link.Vectors.CreateSnapshotAsync(request, options), cancellationToken);
            client.Status.Clear();
            client.Shell.Out.WriteLine(parsed.GetValue(json) ? Json.Line(answer.Snapshot) : answer.Snapshot.SnapshotId);
            client.Note($"{answer.Snapshot.PointCount} points, {answer.Snapshot.SizeBytes} bytes, sha256 {answer.Snapshot.Sha256}");
            return ExitCode.Ok;
        });
    }

    public static Command List(CommandRunner runner, Option<string?> key)
    {
        var (collection, json) = (VectorCommands.Collection(), Arguments.Json("one snapshot a line"));
        return VectorCommands.Bind(runner, key, new("snapshots", "Lists the snapshots of a collection") { collection, json }, async (client, calls, parsed, cancellationToken) =>
        {
            var request = new ListSnapshotsRequest { CollectionId = parsed.GetRequiredValue(collection) };
            var answer = await calls.CallAsync(options => client.Link.Vectors.ListSnapshotsAsync(request, options), cancellationToken);
            if (!parsed.GetValue(json))
                Table.Write(client.Shell, ["SNAPSHOT", "POINTS", "BYTES", "SHA256"], answer.Snapshots.Select(VectorRows.Of));
            foreach (var snapshot in parsed.GetValue(json) ? answer.Snapshots : [])
                client.Shell.Out.WriteLine(Json.Line(snapshot));
            return ExitCode.Ok;
        });
    }

    public static Command Restore(CommandRunner runner, Option<string?> key)
    {
        var collection = VectorCommands.Collection();
        var snapshot = new Argument<string>("SNAPSHOT") { Description = "Id of the snapshot" };
        var into = new Option<string?>("--into") { Description = "Collection to make, which must not exist or have no points (default: the same)" };
        return VectorCommands.Bind(runner, key, new("restore", "Makes a collection from a snapshot") { collection, snapshot, into }, async (client, calls, parsed, cancellationToken) =>
        {
            var request = new RestoreSnapshotRequest
            {
                CollectionId = parsed.GetRequiredValue(collection),
                SnapshotId = parsed.GetRequiredValue(snapshot),
                TargetCollectionId = parsed.GetValue(into) ?? "",
            };
            client.Status.Show("restoring…");
            var answer = await calls.CallAsync(options => client.Link.Vectors.RestoreSnapshotAsync(request, options), cancellationToken);
            client.Status.Clear();
            client.Note($"{answer.Collection.CollectionId} has {answer.Collection.PointCount} points");
            return ExitCode.Ok;
        });
    }
}
