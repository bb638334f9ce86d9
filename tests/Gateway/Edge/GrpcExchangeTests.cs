using System.Buffers;
using GroupChat.Gateway.Edge;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Gateway.Tests.Edge;

/// <summary>The core under the translators, with the rest of the pipeline played by the test.</summary>
public sealed class GrpcExchangeTests
{
    private static readonly byte[] Frame = [0, 0, 0, 0, 1, 0xAB];

    [Fact]
    public async Task Call_Always_LooksLikeGrpcAndLeavesTheContextAsItWas()
    {
        var http = NewContext();
        var answer = new RecordedAnswer();

        await GrpcExchange.RunAsync(http, GrpcCall.Unary("/a.B/C", new HeaderDictionary { ["x-a"] = "1" }, new byte[] { 7 }), answer, async inner =>
        {
            var seen = inner.Request;
            Assert.Equal(("POST", "HTTP/2", "/a.B/C", "application/grpc", "1"), (seen.Method, seen.Protocol, seen.Path.Value, seen.ContentType, seen.Headers["x-a"].ToString()));
            Assert.Equal([0, 0, 0, 0, 1, 7], await ReadAllAsync(seen.Body));
            await AnswerAsync(inner, Frame);
        }).Within();

        Assert.Equal(["start", "message AB", "flush", "end OK"], answer.Heard);
        Assert.Equal(("", false, 0), (http.Request.Method, http.Response.HasStarted, http.Response.Headers.Count));
    }

    [Fact]
    public async Task Write_WhileTheClientIsSlow_Waits()
    {
        var answer = new RecordedAnswer { Takes = new(0) };
        var written = 0;
        var flushes = new List<Task>();

        var running = GrpcExchange.RunAsync(NewContext(), GrpcCall.Unary("/a.B/C", new HeaderDictionary(), default), answer, async inner =>
        {
            inner.Response.ContentType = "application/grpc";
            for (; written < 3; written++)
            {
                inner.Response.BodyWriter.Write(Frame);
                var flush = inner.Response.BodyWriter.FlushAsync().AsTask();
                flushes.Add(flush);
                await flush.Within();
            }

            inner.Response.AppendTrailer("grpc-status", "0");
        });

        Assert.Equal((1, false), (flushes.Count, flushes[0].IsCompleted));
        answer.Takes.Release(3);
        await running.Within();
        Assert.Equal(3, answer.Heard.Count(heard => heard == "message AB"));
    }

    [Fact]
    public async Task Messages_InOneFlush_AreGivenInOneBatch()
    {
        var answer = new RecordedAnswer();

        await GrpcExchange.RunAsync(NewContext(), GrpcCall.Unary("/a.B/C", new HeaderDictionary(), default), answer, async inner =>
        {
            inner.Response.ContentType = "application/grpc";
            inner.Response.BodyWriter.Write<byte>([.. Frame, .. Frame, 0, 0]);
            await inner.Response.BodyWriter.FlushAsync();
            inner.Response.BodyWriter.Write<byte>([0, 0, 2, 1]);
            await inner.Response.BodyWriter.FlushAsync();
            inner.Response.BodyWriter.Write<byte>([2]);
            inner.Response.AppendTrailer("grpc-status", "0");
        }).Within();

        Assert.Equal(["start", "message AB", "message AB", "flush", "flush", "message 0102", "end OK"], answer.Heard);
    }

    [Fact]
    public async Task End_WhileTheHandlerStillWrites_IsTheEnd()
    {
        var answer = new RecordedAnswer();

        await GrpcExchange.RunAsync(NewContext(), GrpcCall.Unary("/a.B/C", new HeaderDictionary(), default), answer, async inner =>
        {
            await AnswerAsync(inner, Frame, "4");
            await inner.Response.CompleteAsync();
            inner.Features.Get<IHttpResetFeature>()!.Reset(8);
            Assert.True(inner.RequestAborted.IsCancellationRequested);
            await AnswerAsync(inner, Frame, "0");
        }).Within();

        Assert.Equal(["start", "message AB", "flush", "end DeadlineExceeded"], answer.Heard);
    }

    [Theory]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(405, StatusCode.Unimplemented)]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(503, StatusCode.Unavailable)]
    [InlineData(200, StatusCode.Internal)]
    public async Task Answer_ThatIsNotGrpc_IsAStatusAndNothingElse(int http, StatusCode code)
    {
        var answer = new RecordedAnswer();

        await GrpcExchange.RunAsync(NewContext(), GrpcCall.Unary("/a.B/C", new HeaderDictionary(), default), answer, async inner =>
        {
            inner.Response.StatusCode = http;
            await inner.Response.WriteAsync("<html>no</html>");
        }).Within();

        Assert.Equal("end " + code, answer.Heard.Last());
        Assert.DoesNotContain(answer.Heard, heard => heard.StartsWith("message", StringComparison.Ordinal) || heard == "start");
        Assert.NotNull(answer.End!.Details);
    }

    [Fact]
    public async Task Pump_ThatFails_GivesTheCallItsStatus()
    {
        var answer = new RecordedAnswer();
        var call = GrpcCall.Streaming("/a.B/C", new HeaderDictionary(), async (messages, token) =>
        {
            Assert.True(await messages.WriteAsync(new byte[] { 1 }, token));
            throw new DomainError(ErrorCode.InvalidArgument, "BROKEN", "broken");
        });

        await GrpcExchange.RunAsync(NewContext(), call, answer, async inner =>
        {
            var body = inner.Request.Body;
            await Assert.ThrowsAsync<DomainError>(async () => await ReadAllAsync(body));
            inner.Response.Headers.GrpcStatus = "13";
        }).Within();

        Assert.Equal(["end InvalidArgument"], answer.Heard);
    }

    [Fact]
    public async Task Pump_WhenTheCallEnds_IsStopped()
    {
        var stopped = false;
        var call = GrpcCall.Streaming("/a.B/C", new HeaderDictionary(), async (messages, token) =>
        {
            try
            {
                while (await messages.WriteAsync(new byte[100_000], token))
                {
                }
            }
            finally
            {
                stopped = true;
            }
        });
        var answer = new RecordedAnswer();

        await GrpcExchange.RunAsync(NewContext(), call, answer, inner => AnswerAsync(inner, Frame)).Within();

        Assert.True(stopped);
        Assert.Equal("end OK", answer.Heard.Last());
    }

    [Fact]
    public async Task Client_ThatHasLeft_GetsNoEnd()
    {
        using var left = new CancellationTokenSource();
        var http = NewContext();
        http.RequestAborted = left.Token;
        var answer = new RecordedAnswer();

        await GrpcExchange.RunAsync(http, GrpcCall.Unary("/a.B/C", new HeaderDictionary(), default), answer, async inner =>
        {
            await left.CancelAsync();
            Assert.True(inner.RequestAborted.IsCancellationRequested);
        }).Within();

        Assert.Empty(answer.Heard);
    }

    [Fact]
    public async Task Starting_Callbacks_RunOnceBeforeTheHeadersAreGiven()
    {
        var (answer, order) = (new RecordedAnswer(), new List<string>());

        await GrpcExchange.RunAsync(NewContext(), GrpcCall.Unary("/a.B/C", new HeaderDictionary(), default), answer, async inner =>
        {
            inner.Response.OnStarting(() => Add("first"));
            inner.Response.OnStarting(() => Add("second"));
            await AnswerAsync(inner, Frame);
        }).Within();

        Assert.Equal(["second 0", "first 0"], order);

        Task Add(string name)
        {
            order.Add($"{name} {answer.Heard.Count}");
            return Task.CompletedTask;
        }
    }

    private static DefaultHttpContext NewContext()
    {
        var http = new DefaultHttpContext();
        http.Features.Set<IHttpRequestLifetimeFeature>(new HttpRequestLifetimeFeature());
        http.RequestServices = new ServiceCollection().BuildServiceProvider();
        return http;
    }

    private static async Task AnswerAsync(HttpContext http, byte[] frames, string status = "0")
    {
        if (!http.Response.HasStarted)
            http.Response.ContentType = "application/grpc";
        await http.Response.StartAsync();
        http.Response.BodyWriter.Write(frames);
        await http.Response.BodyWriter.FlushAsync();
        http.Response.AppendTrailer("grpc-status", status);
    }

    private static async Task<byte[]> ReadAllAsync(Stream body)
    {
        using var bytes = new MemoryStream();
        await body.CopyToAsync(bytes).Within();
        return bytes.ToArray();
    }
}
