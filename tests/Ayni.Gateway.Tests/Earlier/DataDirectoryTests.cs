using System.IO.Compression;
using System.Text.Json;
using Ayni.Gateway.Tests.Processes;
using Ayni.Testing;

namespace Ayni.Gateway.Tests.Earlier;

/// <summary>
/// Whole data directories as earlier programs left them (log, catalogue, states, two models), each with what the
/// gateway of its time answered; <c>make.sh</c> makes one of today's.
/// </summary>
public sealed class DataDirectoryTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Earlier");

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Folder, "*.zip").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Start_OnADataDirectoryOfAnEarlierProgram_AnswersAsItDid(string name)
    {
        using var folder = new TemporaryFolder();
        await ZipFile.ExtractToDirectoryAsync(Path.Combine(Folder, name + ".zip"), folder.Path);
        using var gateway = await GatewayProcess.StartAsync(
            folder.Path, "--Ayni:Gateway:ReadDeadline=00:01:00");

        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(Folder, name + ".answers")))
        {
            var (path, before) = (line.Split('\t')[0], JsonDocument.Parse(line.Split('\t')[1]).RootElement);
            await AssertAnswersAsync(gateway, path, before);
        }
    }

    private static async Task AssertAnswersAsync(GatewayProcess gateway, string path, JsonElement before)
    {
        if (!before.TryGetProperty("items", out var items))
        {
            var answer = await gateway.Client.GetAsync(path);
            answer.AssertOk();
            AssertHolds(answer.Json, before, path);
            return;
        }

        // Just after a start what is at hand may answer, and says that it is degraded.
        var now = default(JsonElement);
        await Eventually.HoldsAsync(
            async () =>
            {
                var answer = await gateway.Client.GetAsync(path);
                answer.AssertOk();
                now = answer.Json;
                return !(now.TryGetProperty("degraded", out var degraded) && degraded.GetBoolean());
            },
            $"a whole answer to {path}");
        AssertHolds(now.GetProperty("items"), items, path);
    }

    // A later program may say more; what an earlier one said it says as well.
    private static void AssertHolds(JsonElement now, JsonElement before, string path)
    {
        if (before.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in before.EnumerateObject())
            {
                Assert.True(now.TryGetProperty(member.Name, out var value), $"{path}.{member.Name} is lost.");
                AssertHolds(value, member.Value, $"{path}.{member.Name}");
            }
        }
        else if (before.ValueKind == JsonValueKind.Array)
        {
            Assert.Equal((path, before.GetArrayLength()), (path, now.GetArrayLength()));
            foreach (var (index, item) in before.EnumerateArray().Index())
                AssertHolds(now[index], item, $"{path}[{index}]");
        }
        else
        {
            Assert.Equal((path, before.GetRawText()), (path, now.GetRawText()));
        }
    }
}
