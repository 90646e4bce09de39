using System.Collections;
using System.Reflection;
using Ayni.Testing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Ayni.Grains.Tests.Serialization;

/// <summary>Whatever goes from silo to silo arrives whole, and can be read by its name and numbers alone.</summary>
public sealed class SerializedTypeTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSerializer(builder =>
        {
            foreach (var assembly in SerializedTypes.Assemblies)
                builder.AddAssembly(assembly);
        })
        .BuildServiceProvider();

    public static TheoryData<string> Names => [.. SerializedTypes.All.Select(type => type.FullName!)];

    public void Dispose() => _services.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Deserialize_EveryMemberFilled_GivesTheSame(string name)
    {
        var serializer = _services.GetRequiredService<Serializer>();
        var sent = Filled(name);

        var arrived = serializer.Deserialize<object>(serializer.SerializeToArray(sent));

        Assert.Null(StructuralDifference.Between(sent, arrived, name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void DeepCopy_EveryMemberFilled_GivesTheSame(string name)
    {
        var sent = Filled(name);

        var copy = _services.GetRequiredService<DeepCopier>().Copy(sent);

        Assert.Null(StructuralDifference.Between(sent, copy, name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ids_OfAType_AreDistinct(string name)
    {
        var ids = SerializedTypes.MembersOf(SerializedTypes.ByName(name)).Select(member => member.Id).ToArray();

        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public void Aliases_OfAllTypes_AreThereAndDistinct()
    {
        var aliases = SerializedTypes.All
            .Select(type => (type, type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias)).ToArray();

        Assert.NotEmpty(aliases);
        Assert.All(aliases, pair => Assert.False(string.IsNullOrEmpty(pair.Alias), $"{pair.type} has no alias."));
        Assert.Equal(aliases.Length, aliases.Select(pair => pair.Alias).Distinct().Count());
    }

    // An exception of ours that lacks a codec cannot leave its silo as what it is.
    [Fact]
    public void Exceptions_OfTheContracts_AreAllSerialised() => Assert.All(
        SerializedTypes.Assemblies.Where(assembly => assembly.GetName().Name is "Ayni.Domain" or "Ayni.GrainInterfaces")
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsAssignableTo(typeof(Exception))),
        type => Assert.Contains(type, SerializedTypes.All));

    private static object Filled(string name)
    {
        var type = SerializedTypes.ByName(name);
        var filled = FilledObject.Of(type);
        for (var level = type; level is not null; level = level.BaseType)
        {
            foreach (var (member, _) in SerializedTypes.MembersOf(level))
                Assert.True(IsFilled(member, filled), $"{name}.{member.Name} has its default: fill it.");
        }

        return filled;
    }

    private static bool IsFilled(MemberInfo member, object filled)
    {
        var (type, value) = member is PropertyInfo property
            ? (property.PropertyType, property.GetValue(filled))
            : (((FieldInfo)member).FieldType, ((FieldInfo)member).GetValue(filled));
        return value switch
        {
            null => false,
            string text => text.Length > 0,
            IEnumerable elements => elements.Cast<object>().Any(),
            false => HasDefaultTrue(member),
            _ => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null
                || !value.Equals(Activator.CreateInstance(type)),
        };
    }

    // Only where true is what the member has by itself, false is a value of its own.
    private static bool HasDefaultTrue(MemberInfo member) =>
        member.DeclaringType!.GetConstructor(Type.EmptyTypes) is { } make
        && ((PropertyInfo)member).GetValue(make.Invoke(null)) is true;
}
