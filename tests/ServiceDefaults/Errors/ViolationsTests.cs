using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.ServiceDefaults.Tests.Errors;

public sealed class ViolationsTests
{
    [Fact]
    public void ThrowIfAny_NothingWrong_DoesNothing()
    {
        var violations = new Violations().AddIf(false, "title", "must not be empty");

        violations.ThrowIfAny();

        Assert.False(violations.Any);
    }

    [Fact]
    public void ThrowIfAny_SeveralFields_NamesThemAllAtOnce()
    {
        var violations = new Violations().AddIf(true, "title", "must not be empty").Add("page_size", "must not be negative");

        var error = Assert.Throws<DomainError>(violations.ThrowIfAny);

        Assert.Equal(ErrorCode.InvalidArgument, error.Code);
        Assert.Equal("INVALID_REQUEST", error.Reason);
        Assert.Equal([new("title", "must not be empty"), new("page_size", "must not be negative")], error.Violations);
        Assert.Equal("title: must not be empty; page_size: must not be negative", error.Message);
    }

    [Fact]
    public void One_Field_IsAFinishedError() =>
        Assert.Equal([new("text", "too long")], Violations.One("text", "too long").Violations);

    [Fact]
    public void DomainError_NothingGiven_HasEmptyDetails()
    {
        var error = new DomainError(ErrorCode.NotFound, "ROOM_NOT_FOUND", "no such room");

        Assert.Empty(error.Metadata);
        Assert.Empty(error.Violations);
        Assert.Null(error.RetryAfter);
    }
}
