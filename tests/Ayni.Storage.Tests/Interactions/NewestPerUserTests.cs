using Ayni.Domain.Interactions;
using Ayni.Storage.Interactions;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Interactions;

public sealed class NewestPerUserTests
{
    [Theory]
    [InlineData(1, new long[] { 3, 4, 6 })]
    [InlineData(2, new long[] { 2, 3, 4, 5, 6 })]
    [InlineData(10, new long[] { 1, 2, 3, 4, 5, 6 })]
    public void Add_SeveralUsers_KeepsTheNewestOfEach(int newestPerUser, long[] expected)
    {
        var newest = new NewestPerUser(newestPerUser);
        var output = new List<LoggedInteraction>();
        string[] users = ["a", "a", "a", "b", "c", "c"];

        for (var i = 0; i < users.Length; i++)
            newest.Add(new LoggedInteraction(i + 1, View($"e{i}", users[i])), output);
        newest.Flush(output);

        Assert.Equal(expected, output.Select(row => row.Position));
    }
}
