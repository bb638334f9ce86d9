using Google.Protobuf;
using Google.Protobuf.Reflection;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;
using Grpc.Core;
using Grpc.Reflection.V1;
using Alpha = Grpc.Reflection.V1Alpha;

namespace GroupChat.ServiceDefaults.Tests.Reflection;

public sealed class ReflectionTests : IAsyncLifetime
{
    private TestNode _node = null!;

    public async Task InitializeAsync() => _node = await ScriptedNode.StartAsync(new());

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task ListServices_Always_NamesWhatIsMappedAndNothingElse()
    {
        var answer = await AskAsync(new() { ListServices = "" });

        Assert.Equal(
            [
                "groupchat.chat.v1.ChatService", "groupchat.document.v1.DocumentService", "grpc.health.v1.Health",
                "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection",
            ],
            answer.ListServicesResponse.Service.Select(service => service.Name));
    }

    [Theory]
    [InlineData("groupchat.chat.v1.ChatService", "groupchat/chat/v1/chat_service.proto")]
    [InlineData("groupchat.chat.v1.ChatService.Converse", "groupchat/chat/v1/chat_service.proto")]
    [InlineData("groupchat.chat.v1.ServerFrame", "groupchat/chat/v1/frame.proto")]
    [InlineData("groupchat.chat.v1.ServerFrame.room_id", "groupchat/chat/v1/frame.proto")]
    [InlineData("groupchat.chat.v1.ServerFrame.frame", "groupchat/chat/v1/frame.proto")]
    [InlineData("groupchat.chat.v1.StartPosition", "groupchat/chat/v1/frame.proto")]
    [InlineData("groupchat.chat.v1.START_POSITION_LATEST", "groupchat/chat/v1/frame.proto")]
    [InlineData("grpc.health.v1.HealthCheckResponse.ServingStatus", "grpc/health/v1/health.proto")]
    [InlineData("grpc.health.v1.HealthCheckResponse.SERVING", "grpc/health/v1/health.proto")]
    [InlineData("google.api.http", "google/api/annotations.proto")]
    public async Task Symbol_OfAnyKind_LeadsToItsFile(string symbol, string file)
    {
        var files = FilesOf(await AskAsync(new() { FileContainingSymbol = symbol }));

        Assert.Equal(file, files[0].Name);
        AssertClosed(files);
    }

    [Fact]
    public async Task File_ByName_ComesWithAllItImports()
    {
        var files = FilesOf(await AskAsync(new() { FileByFilename = "groupchat/chat/v1/chat_service.proto" }));

        Assert.Equal(ChatService.Descriptor.File.Name, files[0].Name);
        Assert.Contains(files, file => file.Name == "google/protobuf/descriptor.proto");
        AssertClosed(files);
        Assert.NotEmpty(FileDescriptor.BuildFromByteStrings(files.AsEnumerable().Reverse().Select(file => file.ToByteString())));
    }

    [Fact]
    public async Task Extensions_OfMethodOptions_AreFound()
    {
        var numbers = await AskAsync(new() { AllExtensionNumbersOfType = "google.protobuf.MethodOptions" });
        var file = await AskAsync(new() { FileContainingExtension = OptionOf(72295728) });

        Assert.Equal("google.protobuf.MethodOptions", numbers.AllExtensionNumbersResponse.BaseTypeName);
        Assert.Equal([72295728], numbers.AllExtensionNumbersResponse.ExtensionNumber);
        Assert.Equal("google/api/annotations.proto", FilesOf(file)[0].Name);
    }

    public static TheoryData<ServerReflectionRequest, StatusCode> Wrong => new()
    {
        { new() { FileByFilename = "nope.proto" }, StatusCode.NotFound },
        { new() { FileContainingSymbol = "groupchat.agent.v1.AgentService" }, StatusCode.NotFound },
        { new() { FileContainingExtension = OptionOf(1) }, StatusCode.NotFound },
        { new() { AllExtensionNumbersOfType = "nope.Nope" }, StatusCode.NotFound },
        { new(), StatusCode.InvalidArgument },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Question_WithoutAnAnswer_IsAnsweredAndTheStreamGoesOn(ServerReflectionRequest wrong, StatusCode code)
    {
        wrong.Host = "here";
        using var call = _node.Client<ServerReflection.ServerReflectionClient>().ServerReflectionInfo();

        var answer = await AskAsync(call, wrong);

        Assert.Equal((int)code, answer.ErrorResponse.ErrorCode);
        Assert.Equal(("here", wrong), (answer.ValidHost, answer.OriginalRequest));
        Assert.NotNull((await AskAsync(call, new() { ListServices = "*" })).ListServicesResponse);
    }

    [Fact]
    public async Task Alpha_ForOlderClients_AnswersTheSame()
    {
        using var call = _node.Client<Alpha.ServerReflection.ServerReflectionClient>().ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new() { FileContainingSymbol = "groupchat.chat.v1.ChatService" });
        Assert.True(await call.ResponseStream.MoveNext(default).Within());

        var newer = await AskAsync(new() { FileContainingSymbol = "groupchat.chat.v1.ChatService" });

        var older = call.ResponseStream.Current;
        Assert.Equal(newer.FileDescriptorResponse.FileDescriptorProto, older.FileDescriptorResponse.FileDescriptorProto);
        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext(default).Within());
    }

    private static ExtensionRequest OptionOf(int number) =>
        new() { ContainingType = "google.protobuf.MethodOptions", ExtensionNumber = number };

    private async Task<ServerReflectionResponse> AskAsync(ServerReflectionRequest question)
    {
        using var call = _node.Client<ServerReflection.ServerReflectionClient>().ServerReflectionInfo();
        return await AskAsync(call, question);
    }

    private static async Task<ServerReflectionResponse> AskAsync(
        AsyncDuplexStreamingCall<ServerReflectionRequest, ServerReflectionResponse> call, ServerReflectionRequest question)
    {
        await call.RequestStream.WriteAsync(question);
        Assert.True(await call.ResponseStream.MoveNext(default).Within());
        return call.ResponseStream.Current;
    }

    private static List<FileDescriptorProto> FilesOf(ServerReflectionResponse answer) =>
        [.. answer.FileDescriptorResponse.FileDescriptorProto.Select(FileDescriptorProto.Parser.ParseFrom)];

    private static void AssertClosed(List<FileDescriptorProto> files)
    {
        var names = files.Select(file => file.Name).ToList();
        Assert.Equal(names.Distinct(), names);
        Assert.All(files.SelectMany(file => file.Dependency), import => Assert.Contains(import, names));
    }
}
