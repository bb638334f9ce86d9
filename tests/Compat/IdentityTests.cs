using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Compression;

namespace GroupChat.Compat.Tests;

/// <summary>The assemblies are the ones that the official packages ask for.</summary>
public sealed class IdentityTests
{
    public static TheoryData<Type, string> Assemblies => new()
    {
        { typeof(CallInvoker), "Grpc.Core.Api" },
        { typeof(ICompressionProvider), "Grpc.Net.Common" },
    };

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Assembly_Named_AsOfficial(Type type, string name)
    {
        var identity = type.Assembly.GetName();
        Assert.Equal(
            $"{name}, Version=2.0.0.0, Culture=neutral, PublicKeyToken=d754f35622e28bad",
            identity.FullName);
    }

    [Theory]
    [InlineData(typeof(GrpcServiceOptions))]
    [InlineData(typeof(GrpcChannel))]
    public void OfficialPackage_References_ResolveToTheAssemblies(Type official)
    {
        var references = official.Assembly.GetReferencedAssemblies().ToDictionary(name => name.Name!, name => name.FullName);
        foreach (var type in new[] { typeof(CallInvoker), typeof(ICompressionProvider) })
        {
            var identity = type.Assembly.GetName();
            Assert.Equal(identity.FullName, references[identity.Name!]);
        }
    }

    [Theory]
    [InlineData(typeof(GrpcServiceOptions))]
    [InlineData(typeof(GrpcChannel))]
    public void OfficialPackage_Types_AllLoad(Type official) =>
        // A missing type or an abstract member that a class of the package does not implement fails here.
        Assert.NotEmpty(official.Assembly.GetTypes());

    [Fact]
    public void PublicKey_Shared_WithTheOfficialServer() =>
        Assert.Equal(
            typeof(GrpcServiceOptions).Assembly.GetName().GetPublicKey(),
            typeof(CallInvoker).Assembly.GetName().GetPublicKey());

    [Fact]
    public void Extensions_Live_WhereOfficialOnesDo()
    {
        Assert.Equal("Grpc.Net.Common", typeof(ConnectivityState).Assembly.GetName().Name);
        Assert.Contains(
            typeof(ICompressionProvider).Assembly.GetType("Grpc.Core.AsyncStreamReaderExtensions")!.GetMethods(),
            method => method is { Name: "ReadAllAsync", IsStatic: true });
        Assert.Contains(
            typeof(CallInvoker).Assembly.GetType("Grpc.Core.AsyncStreamReaderExtensions")!.GetMethods(),
            method => method is { Name: "MoveNext", IsStatic: true });
    }
}
