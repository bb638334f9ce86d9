using System.Net;
using System.Net.Sockets;
using System.Text;
using GroupChat.Gateway.Identities;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;

namespace GroupChat.Gateway.Tests.Identities;

/// <summary>A provider that answers anything at all.</summary>
public sealed class ProviderHttpTests
{
    [Theory]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("HTTP/1.1 500 Oh\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{\"a\":1,\"a\":2}")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnope")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}")]
    [InlineData("garbage\r\n\r\n")]
    public async Task Get_AnythingButOneObject_IsUnavailable(string answer)
    {
        using var server = new OneAnswer(answer);

        await UnavailableAsync(server, seconds: 30);
    }

    [Fact]
    public async Task Get_BodyWithoutEnd_IsUnavailable()
    {
        using var server = new OneAnswer("HTTP/1.1 200 OK\r\n\r\n{\"a\":\"" + new string('x', 600 * 1024) + "\"}");

        await UnavailableAsync(server, seconds: 30);
    }

    [Fact]
    public async Task Get_NoAnswer_IsUnavailableAfterTheTime()
    {
        using var server = new OneAnswer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{", keepOpen: true);

        await UnavailableAsync(server, seconds: 1);
    }

    private static async Task UnavailableAsync(OneAnswer server, int seconds)
    {
        using var http = new ProviderHttp(new() { TimeoutSeconds = seconds });
        var error = await Assert.ThrowsAsync<DomainError>(() => http.GetAsync(server.Address, null, default).Within());
        Assert.Equal("PROVIDER_UNAVAILABLE", error.Reason);
    }

    /// <summary>Answers one request with the same bytes whatever it is.</summary>
    private sealed class OneAnswer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _over = new();

        public OneAnswer(string answer, bool keepOpen = false)
        {
            _listener.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";
            _ = AnswerAsync(answer, keepOpen);
        }

        public string Address { get; }

        public void Dispose()
        {
            _over.Cancel();
            _listener.Stop();
            _over.Dispose();
        }

        private async Task AnswerAsync(string answer, bool keepOpen)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_over.Token);
                var stream = client.GetStream();
                await stream.ReadAtLeastAsync(new byte[16], 16, cancellationToken: _over.Token);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), _over.Token);
                if (keepOpen)
                    await Task.Delay(Timeout.Infinite, _over.Token);
                client.Client.Shutdown(SocketShutdown.Send);
                while (await stream.ReadAsync(new byte[1024], _over.Token) > 0)
                {
                }
            }
            catch (Exception error) when (error is OperationCanceledException or IOException or SocketException)
            {
                // The client has had enough, or the test is over.
            }
        }
    }
}
