using System.Diagnostics;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using GroupChat.TestSupport;

namespace GroupChat.Gateway.Tests.Identities;

/// <summary>A provider that nobody here wrote, in a process of its own: see provider.mjs. It ends with its standard input.</summary>
internal sealed class ProviderProcess(Process process, string address) : IAsyncDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Waiting.Limit };

    public string Address => address;

    public static async Task<ProviderProcess> StartAsync(params string[] redirects)
    {
        var port = FreePort.Find();
        var start = new ProcessStartInfo("node", [Script(), $"{port}", .. redirects])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync().Within() is { } line)
        {
            if (line != "READY")
                continue;
            _ = process.StandardOutput.ReadToEndAsync(); // or it would wait for somebody who reads
            return new(process, $"http://127.0.0.1:{port}");
        }

        throw new InvalidOperationException($"the provider does not start (npm install?): {await errors.Within()}");
    }

    /// <summary>Who signs in from now on, nobody when empty, and what the provider does wrong.</summary>
    public async Task SetAsync(string account, string fault = "", bool rotate = false)
    {
        using var answer = await _client.PostAsJsonAsync($"{address}/control", new { account, fault, rotate }).Within();
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync().Within();
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
            process.Dispose();
        }
    }

    private static string Script([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "provider.mjs");
}
