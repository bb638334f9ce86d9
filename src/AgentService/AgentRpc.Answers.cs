using GroupChat.Agents.Catalog;
using GroupChat.Contracts.Agent.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;
using Rating = GroupChat.Agents.Feedback.Rating;

namespace GroupChat.Agents;

internal sealed partial class AgentRpc
{
    public override async Task<ExplainAnswerResponse> ExplainAnswer(ExplainAnswerRequest request, ServerCallContext context)
    {
        var (explanation, passages) = await answers.ExplainAsync(
            context.GetUser(), request.RoomId, request.MessageId, context.CancellationToken);
        return new() { Explanation = explanation.ToContract(passages) };
    }

    public override async Task<RateAnswerResponse> RateAnswer(RateAnswerRequest request, ServerCallContext context)
    {
        var rating = await answers.RateAsync(
            context.GetUser(), request.RoomId, request.MessageId, IsGood(request.Verdict), request.Note, context.CancellationToken);
        return new() { Rating = rating?.ToContract() };
    }

    public override async Task<ListRatingsResponse> ListRatings(ListRatingsRequest request, ServerCallContext context)
    {
        var size = CatalogPage<Rating>.SizeOf(request.PageSize);
        var (found, up, down) = await answers.ListAsync(
            context.GetUser(), request.RoomId, CatalogPage<Rating>.After(request.PageToken), size + 1, context.CancellationToken);
        var page = CatalogPage<Rating>.Cut(found, size, static rating => rating.Key);
        return new() { Ratings = { page.Items.Select(ExplanationMapping.ToContract) }, NextPageToken = page.NextToken, UpCount = up, DownCount = down };
    }

    public override async Task<ListMemoriesResponse> ListMemories(ListMemoriesRequest request, ServerCallContext context)
    {
        var memories = await answers.ListMemoriesAsync(context.GetUser(), request.RoomId, context.CancellationToken);
        return new() { Memories = { memories.Select(ExplanationMapping.ToContract) } };
    }

    public override async Task<ForgetMemoriesResponse> ForgetMemories(ForgetMemoriesRequest request, ServerCallContext context)
    {
        await answers.ForgetAsync(context.GetUser(), request.RoomId, request.AgentId, context.CancellationToken);
        return new();
    }

    private static bool? IsGood(RatingVerdict verdict) => verdict switch
    {
        RatingVerdict.Unspecified => null,
        RatingVerdict.Up => true,
        RatingVerdict.Down => false,
        _ => throw Violations.One("verdict", "is not known"),
    };
}
