using Ayni.Grains.Hosting;
using Ayni.Grains.Training;
using Microsoft.Extensions.Configuration;

namespace Ayni.Grains.Tests.Training;

public sealed class TrainingHostOptionsTests
{
    public static TheoryData<string, TrainingHostOptions> OutOfRange => new()
    {
        { "Threads is 0; it must be 1 to 256", new() { Threads = 0 } },
        { "Threads is 257; it must be 1 to 256", new() { Threads = 257 } },
        { "MaxAttempts is 0; it must be 1 to 1000", new() { MaxAttempts = 0 } },
        { "MaxAttempts is 1001; it must be 1 to 1000", new() { MaxAttempts = 1001 } },
        { "RetryDelay is 00:00:00; it must be over 0", new() { RetryDelay = TimeSpan.Zero } },
        { "MaxRetryDelay is 00:00:00; it must be RetryDelay", new() { MaxRetryDelay = TimeSpan.Zero } },
        { "CheckpointInterval is 2.00:00:00; it must be 0 to", new() { CheckpointInterval = TimeSpan.FromDays(2) } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void ThrowIfInvalid_OutOfRange_NamesSettingValueRangeAndRemedy(string expected, TrainingHostOptions options)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(options.ThrowIfInvalid);

        Assert.StartsWith($"{TrainingHostOptions.Section}:{expected}", error.Message, StringComparison.Ordinal);
        Assert.Contains("environment variable Ayni__Training__", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Configuration_SectionTraining_ReachesEveryOption()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Ayni:Training:Threads", "3"),
            new("Ayni:Training:MaxAttempts", "7"),
            new("Ayni:Training:RetryDelay", "00:00:01"),
            new("Ayni:Training:MaxRetryDelay", "00:00:09"),
            new("Ayni:Training:CheckpointInterval", "00:01:00"),
        ]).Build();

        var options = configuration.GetSection("Ayni").Get<AyniGrainsOptions>()!.Training;

        var expected = new TrainingHostOptions
        {
            Threads = 3,
            MaxAttempts = 7,
            RetryDelay = TimeSpan.FromSeconds(1),
            MaxRetryDelay = TimeSpan.FromSeconds(9),
            CheckpointInterval = TimeSpan.FromMinutes(1),
        };
        Assert.Equal(expected, options);
    }
}
