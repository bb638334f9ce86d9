using System.Text.RegularExpressions;

namespace GroupChat.Integration.Tests;

/// <summary>The guide to JSON over HTTP run as it stands there, and the OpenAPI document judged by a validator nobody here wrote.</summary>
public sealed partial class JsonGuideTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("groupchat-json-").FullName;
    private GatewayProcess _gateway = null!;

    public async Task InitializeAsync() => _gateway = await GatewayProcess.StartNewAsync(Path.Combine(_folder, "data"));

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public Task Guide_Commands_RunAsWritten() => RunGuideAsync(_gateway.Address, _folder);

    internal static async Task RunGuideAsync(string address, string folder)
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(Commands.Root, "docs/guides/json-and-http.md"));
        var blocks = Block().Matches(guide).Select(match => match.Groups[1].Value).ToList();
        Assert.True(blocks.Count >= 6, "the guide has lost its commands");
        var script = $"set -e -o pipefail\ncd {folder}\n" + string.Join("\necho\n", blocks).Replace("http://localhost:8080", address, StringComparison.Ordinal);

        var (code, output) = await Commands.RunAsync("bash", ["-c", script]);

        Assert.True(code == 0, output);
        Assert.Contains("\"The kettle is on.\"", output);
        Assert.Contains("\"topic\": \"Steeping\"", output);
        Assert.Contains("\"hideReadMarks\": true", output);
        Assert.Contains("\"field\": \"page_size\"", output);
        Assert.Contains("\"field\": \"colour\"", output);
        Assert.Contains("{\"result\":{ \"frame\":", output);
        Assert.Contains("\nid: ", output);
        Assert.Contains("\"green-tea.md\"", output);
    }

    [Fact]
    public async Task OpenApi_OfTheGateway_IsValid()
    {
        using var http = new HttpClient();
        var file = Path.Combine(_folder, "openapi.json");
        await File.WriteAllTextAsync(file, await http.GetStringAsync(new Uri(_gateway.Address + "/openapi.json")));

        var (code, output) = await Commands.RunAsync("node", [Path.Combine(Commands.Root, "node_modules/@seriousme/openapi-schema-validator/bin/validate-api-cli.js"), file]);

        Assert.True(code == 0, output);
        Assert.Contains("\"valid\": true", output);
        Assert.Contains("\"security\": []", await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task OpenApi_WithAMistake_IsNotValid()
    {
        var file = Path.Combine(_folder, "broken.json");
        await File.WriteAllTextAsync(file, """{"openapi":"3.1.0","info":{"title":"x","version":"1"},"paths":{"/x":{"get":{"responses":{"200":{}}}}}}""");

        var (_, output) = await Commands.RunAsync("node", [Path.Combine(Commands.Root, "node_modules/@seriousme/openapi-schema-validator/bin/validate-api-cli.js"), file]);

        Assert.Contains("\"valid\": false", output);
    }

    [GeneratedRegex("```bash guide\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
