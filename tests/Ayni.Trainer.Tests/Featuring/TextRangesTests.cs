using Ayni.Data.Features;
using Ayni.Domain.Features;
using Ayni.Testing;
using DuckDB.NET.Data;

namespace Ayni.Trainer.Tests.Featuring;

public sealed class FeatureTableTests
{
    private static readonly string[] Users = ["a", "ｚ", "😀", "b", "ａ"];

    // A reader leaves out groups by the least and greatest text, which it orders by UTF-8 bytes.
    [Fact]
    public async Task Filters_OnIdsThatUtf16OrdersOtherwise_FindTheirRows()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "users.parquet");
        await using (var table = await FeatureTable.CreateAsync(
            path, [new KeyColumn("user_id", FeatureKind.Text)], [], new Dictionary<string, string>(), default))
        {
            foreach (var user in Users)
                await table.AddAsync([FeatureValue.OfText(user)], [], default);
            await table.CompleteAsync(default);
        }

        Assert.All(Users, user => Assert.Equal([user], UsersWhere(path, $"user_id = '{user}'")));
        Assert.Equal(["😀"], UsersWhere(path, "user_id > 'ｚ'"));
    }

    private static List<string> UsersWhere(string path, string condition)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"select user_id from read_parquet('{path}') where {condition}";
        using var reader = command.ExecuteReader();
        var users = new List<string>();
        while (reader.Read())
            users.Add(reader.GetString(0));
        return users;
    }
}
