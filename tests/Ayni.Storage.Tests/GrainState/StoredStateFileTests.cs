using System.Text.Json;
using Ayni.Storage.GrainState;

namespace Ayni.Storage.Tests.GrainState;

/// <summary>States that releases wrote stay readable for ever.</summary>
public sealed class StoredStateFileTests
{
    private readonly GrainStateSerializer _serializer = new();

    public static TheoryData<string> Names => [.. StoredStateFiles.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Deserialize_BothFormsOfAState_GiveTheSame(string name) => Assert.Equivalent(
        Read(name, StoredStateFiles.OfSqlite), Read(name, StoredStateFiles.OfPostgres), strict: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void Serialize_AStateReadFromAFile_LosesNoMember(string name)
    {
        var text = Text(name, StoredStateFiles.OfSqlite);
        var state = Read(name, StoredStateFiles.OfSqlite);

        var written = (BinaryData)typeof(GrainStateSerializer).GetMethod(nameof(GrainStateSerializer.Serialize))!
            .MakeGenericMethod(state.GetType()).Invoke(_serializer, [state])!;

        using var before = JsonDocument.Parse(text);
        using var after = JsonDocument.Parse(written);
        AssertHolds(after.RootElement.GetProperty("state"), before.RootElement, name);
    }

    [Fact]
    public void Files_EveryState_HasOne() =>
        Assert.Equal(StoredStates.Names, StoredStates.Names.Where(state => StoredStateFiles.Names.Any(
            name => StoredStateFiles.TypeOf(name) == StoredStates.TypeOf(state))));

    private static void AssertHolds(JsonElement actual, JsonElement expected, string path)
    {
        if (expected.ValueKind == JsonValueKind.Array && actual.ValueKind == JsonValueKind.Array)
        {
            Assert.Equal((path, expected.GetArrayLength()), (path, actual.GetArrayLength()));
            foreach (var (index, item) in expected.EnumerateArray().Index())
            {
                AssertHolds(actual[index], item, $"{path}[{index}]");
            }

            return;
        }

        if (expected.ValueKind != JsonValueKind.Object)
        {
            Assert.True(JsonElement.DeepEquals(expected, actual), $"{path} was {expected} and is {actual}.");
            return;
        }

        foreach (var member in expected.EnumerateObject())
        {
            Assert.True(actual.TryGetProperty(member.Name, out var value), $"{path}.{member.Name} is lost.");
            AssertHolds(value, member.Value, $"{path}.{member.Name}");
        }
    }

    private static string Text(string name, string form) => File.ReadAllText(StoredStateFiles.PathOf(name + form));

    private object Read(string name, string form) =>
        typeof(GrainStateSerializer).GetMethod(nameof(GrainStateSerializer.Deserialize))!
            .MakeGenericMethod(StoredStateFiles.TypeOf(name))
            .Invoke(_serializer, [BinaryData.FromString(Text(name, form))])!;
}
