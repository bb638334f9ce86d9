using System.CommandLine;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using GroupChat.Cli.Output;
using GroupChat.Contracts.Session.V1;

namespace GroupChat.Cli.Commands;

/// <summary>groupchat keys create | list | revoke.</summary>
internal static class KeyCommands
{
    private const int MostDays = 3650;

    public static Command Build(CommandRunner runner) =>
        new("keys", "Keys of your bots and services") { Create(runner), List(runner), Revoke(runner) };

    private static Command Create(CommandRunner runner)
    {
        var name = new Argument<string>("NAME") { Description = "Name of the bot or the service" };
        var scopes = new Option<string[]>("--scope")
        {
            Description = "What it may call: AREA.read, AREA.write or *; may be repeated",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var service = new Option<bool>("--service") { Description = "A key that may act for any user; for admins" };
        var bot = new Option<string?>("--bot") { Description = "One more key for a bot there is already, by its user id" };
        var days = new Option<int?>("--days") { Description = "How long it works (default: a year)" };
        var json = Arguments.Json("the key and its secret");
        return runner.Bind(
            new("create", "Make a key; its secret is shown only now") { name, scopes, service, bot, days, json },
            async (client, parsed, cancellationToken) =>
            {
                var request = new CreateApiKeyRequest
                {
                    DisplayName = parsed.GetRequiredValue(name),
                    Kind = parsed.GetValue(service) ? ApiKeyKind.Service : ApiKeyKind.Bot,
                    Scopes = { parsed.GetRequiredValue(scopes) },
                    UserId = parsed.GetValue(bot) ?? "",
                    ExpireTime = Until(client, parsed.GetValue(days)),
                };
                var answer = await client.Calls.CallAsync(options => client.Link.Keys.CreateApiKeyAsync(request, options), cancellationToken);
                client.Shell.Out.WriteLine(parsed.GetValue(json) ? Json.Line(answer) : answer.Secret);
                client.Note($"key {answer.ApiKey.ApiKeyId}; keep the secret, it is not shown again");
                return ExitCode.Ok;
            });
    }

    private static Timestamp? Until(Client client, int? days) => days switch
    {
        null => null,
        < 1 or > MostDays => throw new UsageException($"--days takes 1 to {MostDays}"),
        { } count => Timestamp.FromDateTimeOffset(client.Shell.Time.GetUtcNow().AddDays(count)),
    };

    private static Command List(CommandRunner runner)
    {
        var json = Arguments.Json("one key a line");
        return runner.Bind(new("list", "List your keys") { json }, async (client, parsed, cancellationToken) =>
        {
            var answer = await client.Calls.CallAsync(options => client.Link.Keys.ListApiKeysAsync(new(), options), cancellationToken);
            if (!parsed.GetValue(json))
                Table.Write(client.Shell, ["KEY", "NAME", "KIND", "SCOPES", "EXPIRES", "LAST USED"], answer.ApiKeys.Select(Row));
            foreach (var key in parsed.GetValue(json) ? answer.ApiKeys : [])
                client.Shell.Out.WriteLine(Json.Line(key));
            return ExitCode.Ok;
        });
    }

    private static string[] Row(ApiKey key) =>
    [
        key.ApiKeyId, key.DisplayName, key.Kind == ApiKeyKind.Service ? "service" : "bot", string.Join(' ', key.Scopes), Day(key.ExpireTime),
        key.LastUseTime is null ? "never" : Day(key.LastUseTime),
    ];

    private static string Day(Timestamp time) => time.ToDateTimeOffset().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Command Revoke(CommandRunner runner)
    {
        var id = new Argument<string>("KEY") { Description = "Id of the key" };
        return runner.Bind(new("revoke", "End a key at once") { id }, async (client, parsed, cancellationToken) =>
        {
            var request = new RevokeApiKeyRequest { ApiKeyId = parsed.GetRequiredValue(id) };
            await client.Calls.CallAsync(options => client.Link.Keys.RevokeApiKeyAsync(request, options), cancellationToken);
            client.Note($"ended {request.ApiKeyId}");
            return ExitCode.Ok;
        });
    }
}
