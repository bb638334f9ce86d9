using System.CommandLine;
using GroupChat.Cli.Output;
using GroupChat.Contracts.Agent.V1;

namespace GroupChat.Cli.Commands;

/// <summary>groupchat models list | load | unload | download | delete.</summary>
internal static class ModelCommands
{
    private const int DrainSeconds = 30;
    private const int MostDrainSeconds = 600;

    /// <summary>A large file is read from a slow disk, or an answer is waited for.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(20);

    public static Command Build(CommandRunner runner) => new("models", "Models that agents answer with; all but the list is for admins")
    {
        List(runner), Load(runner), Unload(runner), Download(runner), Delete(runner),
    };

    private static Command List(CommandRunner runner)
    {
        var json = Arguments.Json("one model a line");
        return runner.Bind(new("list", "List the models") { json }, async (client, parsed, cancellationToken) =>
        {
            var models = await Pages.AllAsync(
                token => client.Calls.CallAsync(options => client.Link.Agents.ListModelsAsync(new() { PageToken = token }, options), cancellationToken),
                page => (page.Models, page.NextPageToken));
            if (!parsed.GetValue(json))
                Table.Write(client.Shell, ["MODEL", "PROVIDER", "DOES", "STATE", "ABOUT"], models.Select(Row));
            foreach (var model in parsed.GetValue(json) ? models : [])
                client.Shell.Out.WriteLine(Json.Line(model));
            return ExitCode.Ok;
        });
    }

    private static Command Load(CommandRunner runner)
    {
        var id = Id();
        return runner.Bind(new("load", "Load a model into memory") { id }, async (client, parsed, cancellationToken) =>
        {
            var request = new LoadModelRequest { ModelId = parsed.GetRequiredValue(id) };
            var answer = await client.Calls.CallAsync(
                async options => await client.Link.Models.LoadModelAsync(request, options), Timeout, cancellationToken);
            return Say(client, answer.Model);
        });
    }

    private static Command Unload(CommandRunner runner)
    {
        var id = Id();
        var drain = new Option<int>("--drain")
        {
            Description = "How long answers in progress may take, in seconds",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => DrainSeconds,
        };
        drain.AtLeast(0);
        return runner.Bind(new("unload", "Take a model out of memory") { id, drain }, async (client, parsed, cancellationToken) =>
        {
            var seconds = parsed.GetValue(drain);
            if (seconds > MostDrainSeconds)
                throw new UsageException($"--drain takes 0 to {MostDrainSeconds}");
            var request = new UnloadModelRequest { ModelId = parsed.GetRequiredValue(id), DrainSeconds = seconds };
            var answer = await client.Calls.CallAsync(
                async options => await client.Link.Models.UnloadModelAsync(request, options), Timeout, cancellationToken);
            return Say(client, answer.Model);
        });
    }

    private static Command Download(CommandRunner runner)
    {
        var id = Id();
        var url = new Argument<string>("URL") { Description = "Where the GGUF file is" };
        var sha256 = new Option<string>("--sha256") { Description = "SHA-256 of the file, in hexadecimal", HelpName = "DIGITS", Required = true };
        var json = Arguments.Json("the model");
        return runner.Bind(
            new("download", "Fetch a model; the same command goes on where an earlier one ended") { id, url, sha256, json },
            async (client, parsed, cancellationToken) =>
            {
                var request = new DownloadModelRequest
                {
                    ModelId = parsed.GetRequiredValue(id),
                    Url = parsed.GetRequiredValue(url),
                    Sha256 = parsed.GetRequiredValue(sha256),
                };
                var model = await new DownloadRun(client).RunAsync(request, cancellationToken);
                client.Shell.Out.WriteLine(parsed.GetValue(json) ? Json.Line(model) : model.ModelId);
                return ExitCode.Ok;
            });
    }

    private static Command Delete(CommandRunner runner)
    {
        var id = Id();
        return runner.Bind(new("delete", "Delete a downloaded model, or what there is of it") { id }, async (client, parsed, cancellationToken) =>
        {
            var request = new DeleteModelRequest { ModelId = parsed.GetRequiredValue(id) };
            await client.Calls.CallAsync(options => client.Link.Models.DeleteModelAsync(request, options), cancellationToken);
            client.Note($"deleted {request.ModelId}");
            return ExitCode.Ok;
        });
    }

    private static Argument<string> Id() => new("MODEL") { Description = "Id of the model" };

    private static int Say(Client client, Model model)
    {
        client.Shell.Out.WriteLine(StateOf(model));
        return ExitCode.Ok;
    }

    private static string[] Row(Model model) =>
    [
        model.ModelId, model.Provider, model.Embeds ? "embeds" : model.Generative ? "writes" : "quotes", StateOf(model),
        model.UnavailableReason.Length > 0 ? model.UnavailableReason : model.Description,
    ];

    private static string StateOf(Model model) => model.State.ToString().ToLowerInvariant();
}
