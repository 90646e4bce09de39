namespace Ayni.Content.Onnx.Tests;

public sealed class OnnxTextEncoderOptionsTests
{
    public static TheoryData<string, Func<object>> OutOfRange => new()
    {
        { "Path", () => new OnnxTextEncoderOptions { Path = " " }.Validated() },
        { "Prefix", () => new OnnxTextEncoderOptions { Path = "p", Prefix = new string('a', 257) }.Validated() },
        { "MaxTokens", () => new OnnxTextEncoderOptions { Path = "p", MaxTokens = 7 }.Validated() },
        { "MaxTokens", () => new OnnxTextEncoderOptions { Path = "p", MaxTokens = 8193 }.Validated() },
        { "BatchSize", () => new OnnxTextEncoderOptions { Path = "p", BatchSize = 0 }.Validated() },
        { "BatchSize", () => new OnnxTextEncoderOptions { Path = "p", BatchSize = 1025 }.Validated() },
        { "CacheEntries", () => new OnnxTextEncoderOptions { Path = "p", CacheEntries = -1 }.Validated() },
        { "CacheEntries", () => new OnnxTextEncoderOptions { Path = "p", CacheEntries = 10_000_001 }.Validated() },
        { "Threads", () => new OnnxTextEncoderOptions { Path = "p", Threads = -1 }.Validated() },
        { "Threads", () => new OnnxTextEncoderOptions { Path = "p", Threads = 257 }.Validated() },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Validated_OutOfRange_NamesTheOption(string option, Func<object> validated) =>
        Assert.Equal(option, Assert.ThrowsAny<ArgumentException>(validated).ParamName);

    [Fact]
    public void Validated_DefaultsAndBounds_Pass()
    {
        var defaults = new OnnxTextEncoderOptions { Path = "p" }.Validated();
        Assert.Equal((128, 32, 100_000, 0), (
            defaults.MaxTokens, defaults.BatchSize, defaults.CacheEntries, defaults.Threads));
        new OnnxTextEncoderOptions
        {
            Path = "p",
            Prefix = new string('a', 256),
            MaxTokens = 8192,
            BatchSize = 1024,
            CacheEntries = 10_000_000,
            Threads = 256,
        }.Validated();
        new OnnxTextEncoderOptions { Path = "p", MaxTokens = 8, BatchSize = 1, CacheEntries = 0 }.Validated();
    }
}
