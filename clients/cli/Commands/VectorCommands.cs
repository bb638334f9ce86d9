using System.CommandLine;
using GroupChat.Cli.Output;
using GroupChat.Cli.Vectors;
using GroupChat.Contracts.Vector.V1;

namespace GroupChat.Cli.Commands;

/// <summary>groupchat vectors stats | probe | snapshot | snapshots | restore | export | import: for operators, with a service key.</summary>
internal static class VectorCommands
{
    public static Command Build(CommandRunner runner)
    {
        var key = new Option<string?>("--key-file") { Description = $"File with a service key (or {VectorCalls.Variable})", HelpName = "FILE", Recursive = true };
        return new("vectors", "Collections of the search index, for operators")
        {
            key, Stats(runner, key), Probe(runner, key), VectorSnapshotCommands.Create(runner, key), VectorSnapshotCommands.List(runner, key),
            VectorSnapshotCommands.Restore(runner, key), Export(runner, key), Import(runner, key),
        };
    }

    public static Argument<string> Collection() => new("COLLECTION") { Description = "Id of the collection" };

    private static Command Stats(CommandRunner runner, Option<string?> key)
    {
        var (collection, json) = (Collection(), Arguments.Json("the figures"));
        return Bind(runner, key, new("stats", "Says what there is of a collection") { collection, json }, async (client, calls, parsed, cancellationToken) =>
        {
            var request = new GetCollectionStatsRequest { CollectionId = parsed.GetRequiredValue(collection) };
            var stats = await calls.CallAsync(options => client.Link.Vectors.GetCollectionStatsAsync(request, options), cancellationToken);
            if (parsed.GetValue(json))
                client.Shell.Out.WriteLine(Json.Line(stats));
            else
                Table.Write(client.Shell, ["FIGURE", "VALUE"], VectorRows.Of(stats));
            return ExitCode.Ok;
        });
    }

    private static Command Probe(CommandRunner runner, Option<string?> key)
    {
        var (collection, json) = (Collection(), Arguments.Json("the result"));
        var tenant = new Argument<string>("TENANT") { Description = "Id of the tenant; for documents the room" };
        var samples = new Option<int>("--samples") { Description = "Points to ask for the neighbours of (default: 50)" };
        var limit = new Option<int>("--limit") { Description = "Neighbours to ask for (default: 10)" };
        return Bind(
            runner, key, new("probe", "Measures how much of what is near is found") { collection, tenant, samples, limit, json },
            async (client, calls, parsed, cancellationToken) =>
            {
                var request = new ProbeRecallRequest
                {
                    Address = new() { CollectionId = parsed.GetRequiredValue(collection), TenantId = parsed.GetRequiredValue(tenant) },
                    SampleCount = parsed.GetValue(samples),
                    Limit = parsed.GetValue(limit),
                };
                var result = await calls.CallAsync(options => client.Link.Vectors.ProbeRecallAsync(request, options), cancellationToken);
                if (parsed.GetValue(json))
                    client.Shell.Out.WriteLine(Json.Line(result));
                else
                    Table.Write(client.Shell, ["FIGURE", "VALUE"], VectorRows.Of(result));
                return ExitCode.Ok;
            });
    }

    private static Command Export(CommandRunner runner, Option<string?> key)
    {
        var collection = Collection();
        var file = new Argument<string?>("FILE") { Description = "Where to; standard output when it is left out or -", Arity = ArgumentArity.ZeroOrOne };
        var tenant = new Option<string?>("--tenant") { Description = "Only this one" };
        return Bind(runner, key, new("export", "Writes points as JSON, one a line") { collection, file, tenant }, async (client, calls, parsed, cancellationToken) =>
        {
            var request = new ExportPointsRequest { CollectionId = parsed.GetRequiredValue(collection), TenantId = parsed.GetValue(tenant) ?? "" };
            var path = parsed.GetValue(file);
            var written = await new PointExportRun(client, calls).RunAsync(request, path is "-" ? null : path, cancellationToken);
            client.Note($"{written} points");
            return ExitCode.Ok;
        });
    }

    private static Command Import(CommandRunner runner, Option<string?> key)
    {
        var file = new Argument<string?>("FILE") { Description = "An export; standard input when it is left out or -", Arity = ArgumentArity.ZeroOrOne };
        var collection = new Option<string?>("--collection") { Description = "Where to (default: the collection the export was made of)" };
        return Bind(runner, key, new("import", "Takes in the points of an export") { file, collection }, async (client, calls, parsed, cancellationToken) =>
        {
            var run = new PointImportRun(client, calls, parsed.GetValue(collection));
            if (parsed.GetValue(file) is { } path and not "-")
            {
                using var input = new StreamReader(path);
                await run.RunAsync(input, cancellationToken);
            }
            else
            {
                await run.RunAsync(client.Shell.In, cancellationToken);
            }

            client.Note($"{run.Taken} points are in, {run.Refused} were refused");
            return run.Refused == 0 ? ExitCode.Ok : ExitCode.Failed;
        });
    }

    public static Command Bind(
        CommandRunner runner, Option<string?> key, Command command, Func<Client, VectorCalls, ParseResult, CancellationToken, Task<int>> work) =>
        runner.Bind(command, async (client, parsed, cancellationToken) =>
            await work(client, new(client, await VectorCalls.KeyAsync(client, parsed.GetValue(key), cancellationToken)), parsed, cancellationToken));
}
