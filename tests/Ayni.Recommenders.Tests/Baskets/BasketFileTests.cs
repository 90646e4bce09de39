namespace Ayni.Recommenders.Tests;

public sealed class BasketFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Read_Markers_AreLeftOutAndOrderIsKept()
    {
        var users = Read("""{"9": [[-1], [3, 1, 3], [2], [-1]], "1": [[0]]}""");
        Assert.Equal(["9", "1"], users.Keys);
        Assert.Equal([[3, 1], [2]], users["9"]);
    }

    [Theory]
    [InlineData("[[1]]", "is not an object")]
    [InlineData("null", "is null")]
    [InlineData("""{"7": [[1, -2]]}""", "user '7' has the item -2")]
    public void Read_WrongFile_SaysWhy(string text, string reason) => Assert.Contains(
        reason, Assert.Throws<InvalidDataException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Test_NoBasketToFind_NamesTheUser() => Assert.Contains(
        "User '9' has 0 baskets",
        Assert.Throws<InvalidDataException>(() => BasketSplit.Test(
            new Dictionary<string, int[][]> { ["9"] = [[1]] }, new Dictionary<string, int[][]>())).Message,
        StringComparison.Ordinal);

    private IReadOnlyDictionary<string, int[][]> Read(string text)
    {
        File.WriteAllText(_path, text);
        return BasketFile.Read(_path);
    }
}
