using Google.Protobuf;
using Google.Rpc;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Grpc;
using Grpc.Core;

namespace GroupChat.ServiceDefaults.Tests.Grpc;

public sealed class StatusMappingTests
{
    public static TheoryData<ErrorCode> Codes => [.. Enum.GetValues<ErrorCode>()];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Error_ThereAndBack_IsTheSame(ErrorCode code)
    {
        var error = new DomainError(code, "SOME_REASON", "some text", new Dictionary<string, string> { ["a"] = "1" });

        var status = error.ToStatus();
        var back = status.ToDomainError();

        Assert.Equal(Enum.Parse<StatusCode>(code.ToString()), (StatusCode)status.Code);
        Assert.Equal((code, "SOME_REASON", "some text"), (back.Code, back.Reason, back.Message));
        Assert.Equal(error.Metadata, back.Metadata);
        Assert.Empty(back.Violations);
        Assert.Null(back.RetryAfter);
    }

    [Fact]
    public void Error_WithThousandsOfViolations_StaysWithinAHeaderBlock()
    {
        var violations = new Violations();
        for (var i = 0; i < 5000; i++)
            violations.Add($"items[{i}].text", "must not be empty");

        var status = Assert.Throws<DomainError>(violations.ThrowIfAny).ToStatus();

        Assert.True(status.CalculateSize() < 4096, $"{status.CalculateSize()} bytes");
        Assert.Equal("items[0].text", status.Detail<BadRequest>()!.FieldViolations[0].Field);
    }

    [Theory]
    [InlineData(StatusCode.DeadlineExceeded, ErrorCode.DeadlineExceeded, "DEADLINE_EXCEEDED")]
    [InlineData(StatusCode.Unknown, ErrorCode.Internal, "INTERNAL")]
    public void Exception_WithoutDetails_HasItsCodeAsReason(StatusCode code, ErrorCode expected, string reason)
    {
        var error = new RpcException(new(code, "text")).ToDomainError();

        Assert.Equal((expected, reason, "text"), (error.Code, error.Reason, error.Message));
    }

    [Fact]
    public void Exception_WithBrokenDetails_HasNone()
    {
        var exception = new RpcException(new(StatusCode.NotFound, ""), new Metadata { { RpcFault.DetailsKey, new byte[] { 0xFF, 0xFF } } });

        Assert.False(exception.TryGetErrorInfo(out _));
        Assert.Equal("NOT_FOUND", exception.ToDomainError().Reason);
    }

    [Fact]
    public void Exception_FromDomainError_CarriesItInItsTrailers()
    {
        var exception = RpcFault.Of(new(ErrorCode.NotFound, "ROOM_NOT_FOUND", "no such room"), "request-1");

        Assert.True(exception.TryGetStatus(out var status));
        Assert.Equal("request-1", status.Detail<RequestInfo>()!.RequestId);
        Assert.Equal(status.ToByteString(), ByteString.CopyFrom(exception.Trailers.GetValueBytes("grpc-status-details-bin")));
    }
}
