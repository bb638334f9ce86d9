using System.Reflection;
using GroupChat.Contracts.Agent.V1;
using GroupChat.Gateway.Pages;
using GroupChat.ServiceDefaults.Elsewhere;
using GroupChat.ServiceDefaults.Hosting;
using Grpc.Core;
using Microsoft.AspNetCore.Hosting.Server;

namespace GroupChat.Gateway;

/// <summary>Tells whoever started the server where it listens, what is stored where, which model answers, and what to try.</summary>
internal sealed class Banner(
    IServer server, DataFolder data, IConfiguration configuration, AgentService.AgentServiceClient agents, IHostApplicationLifetime lifetime) : BackgroundService
{
    private static readonly (string File, string Holds, string Place)[] Stores =
    [
        ("chat.db", "rooms, messages, answers", ServicePlaces.Chat),
        ("documents.db", "documents and their passages", ServicePlaces.Documents),
        ("vectors.db", "the search index", ServicePlaces.Vectors),
        ("sessions.db", "sessions and the keys of their tokens", ""),
    ];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.UntilStartedAsync(stoppingToken);
        await Console.Out.WriteLineAsync(Text(await ModelsAsync(stoppingToken)).AsMemory(), stoppingToken);
    }

    /// <summary>None when the agents do not answer, such as when the server is asked to end just now: no reason for it to fail.</summary>
    private async Task<IReadOnlyList<Model>> ModelsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await agents.ListModelsAsync(new(), cancellationToken: cancellationToken)).Models;
        }
        catch (RpcException)
        {
            return [];
        }
    }

    private string Text(IEnumerable<Model> models)
    {
        var addresses = server.WebAddresses();
        var first = addresses is [var one, ..] ? one : "";
        var cli = first == "http://localhost:8080" ? "groupchat" : $"groupchat --server {first}";
        return string.Join('\n',
        [
            $"GroupChat {Version}",
            "",
            .. Rows("listening", addresses.Select(address => $"{address}  (gRPC, gRPC-Web, JSON, WebSocket)")),
            .. Rows("page", WebPage.IsBuilt ? [first] : []),
            .. Rows("calls", [$"{first}/docs"]),
            .. Rows("data", [data.Path, .. Stores.Where(store => !IsElsewhere(store.Place)).Select(store => $"  {store.File,-14}{store.Holds}")]),
            .. Rows("elsewhere", ServicePlaces.All.Where(IsElsewhere).Select(place => $"{place,-10} {configuration[ServicePlaces.SettingOf(place)]}")),
            .. Rows("model", models.Select(model => $"{model.ModelId}: {model.Description}")),
            .. Rows("try", [
                "alias groupchat='dotnet run --project clients/cli --'",
                $"{cli} room create general && {cli} join general",
                $"{cli} upload general docs/guides/*.md && {cli} ask general 'How do I resume a stream?'",
            ]),
        ]);
    }

    private bool IsElsewhere(string place) => place.Length > 0 && configuration.IsElsewhere(place);

    private static IEnumerable<string> Rows(string title, IEnumerable<string> rows) =>
        rows.Select((row, number) => $"  {(number == 0 ? title : ""),-11}{row}");

    private static string Version =>
        typeof(Banner).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
