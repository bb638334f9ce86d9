using System.Globalization;
using GroupChat.Integration.Tests.WebPage;
using GroupChat.TestSupport;

namespace GroupChat.Integration.Tests;

/// <summary>
/// gRPC-Web clients nobody here wrote, against the built gateway: @connectrpc from node, and in headless Chromium @connectrpc,
/// Google's grpc-web and plain WebSockets, on a page of another origin.
/// </summary>
public sealed class WebClientTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("groupchat-web-").FullName;
    private readonly int _pagePort = FreePort.Find();
    private GatewayProcess _gateway = null!;

    private string[] Settings => [$"--Cors:Origins:0=http://127.0.0.1:{_pagePort}"];

    public async Task InitializeAsync()
    {
        var stubs = Directory.CreateDirectory(Path.Combine(_folder, "stubs")).FullName;
        var protos = Path.Combine(Commands.Root, "protos");
        var files = Directory.EnumerateFiles(protos, "*.proto", SearchOption.AllDirectories).Where(file => !file.Contains("/grpc/", StringComparison.Ordinal));
        await RunAsync("/usr/bin/protoc",
            ["-I", protos, $"--plugin=protoc-gen-es={Tool("protoc-gen-es")}", $"--es_out={stubs}", "--es_opt=target=js,import_extension=js", .. files]);
        _gateway = await GatewayProcess.StartNewAsync(Path.Combine(_folder, "data"), Settings);
    }

    public async Task DisposeAsync()
    {
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Node_OverEveryTransport_WholeConversationWorks()
    {
        var bundle = await BundleAsync("node.mjs", "--platform=node");

        Assert.Contains("OK", await RunAsync("node", [bundle, _gateway.Address]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chromium_PageOfAnotherOrigin_CallsStreamsAndTalks()
    {
        var bundle = await BundleAsync("page.mjs");

        var output = await RunAsync("node", [Script("browser.mjs"), _gateway.Address, bundle, _pagePort.ToString(CultureInfo.InvariantCulture)]);

        Assert.Contains("OK", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chromium_ServerKilledAndStartedAgain_EveryStreamGoesOnFromItsCursor()
    {
        var bundle = await BundleAsync("restart.mjs");

        await BrowserRun.RunAsync("restarts.mjs", _gateway, Settings, bundle, _pagePort.ToString(CultureInfo.InvariantCulture));
    }

    private async Task<string> BundleAsync(string script, params string[] options)
    {
        var bundle = Path.Combine(_folder, script);
        await RunAsync(Tool("esbuild"),
            [Script(script), "--bundle", "--format=esm", "--log-level=warning", $"--alias:stubs={_folder}/stubs", $"--outfile={bundle}", .. options]);
        return bundle;
    }

    private static async Task<string> RunAsync(string program, IEnumerable<string> arguments)
    {
        // The stubs lie outside of the repository, and import packages of it.
        var environment = new Dictionary<string, string> { ["NODE_PATH"] = Path.Combine(Commands.Root, "node_modules") };
        var (code, output) = await Commands.RunAsync(program, arguments, environment);
        Assert.True(code == 0, output);
        return output;
    }

    private static string Tool(string name) => Path.Combine(Commands.Root, "node_modules", ".bin", name);

    private static string Script(string file) => Path.Combine(Commands.Root, "tests", "Integration", "Polyglot", "web", file);
}
