using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Ayni.Storage.Backups;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Backups;

/// <summary>Archives that are not what was written are refused before anything is.</summary>
public sealed class BackupFileTests : IAsyncLifetime
{
    private readonly SqliteFixture _source = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ayni-archive-");

    private string Archive => Path.Combine(_folder.FullName, "whole.zip");

    private string Changed => Path.Combine(_folder.FullName, "changed.zip");

    private string Target => Path.Combine(_folder.FullName, "target");

    public async Task InitializeAsync()
    {
        var stores = await _source.OpenAsync();
        await stores.Log.AppendAsync(Views("e", 40));
        await stores.Models.WriteAsync("models/default/v1/items.safetensors", "factors"u8.ToArray());
        await StoreBackup.WriteAsync(
            new BackupRequest { File = Archive, Storage = _source.Options, ProgramVersion = "1.2.3" }, _source.Clock);
    }

    public async Task DisposeAsync()
    {
        await _source.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task RunAsync_EveryByteChangedInTurn_IsRefusedOrHarmless()
    {
        var whole = await File.ReadAllBytesAsync(Archive);
        using var original = BackupFile.Open(Archive);
        var refused = 0;
        for (var place = 0; place < whole.Length; place++)
        {
            var bytes = (byte[])whole.Clone();
            bytes[place] ^= 0x15;
            await File.WriteAllBytesAsync(Changed, bytes);
            try
            {
                using var file = BackupFile.Open(Changed);
                await file.CheckAsync();
                Assert.Equivalent(original.Manifest, file.Manifest, strict: true);
            }
            catch (InvalidDataException exception)
            {
                Assert.Contains(Changed, exception.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        // What is left is in fields of ZIP that nobody reads, such as the time of an entry.
        Assert.True(refused > whole.Length / 2, $"Only {refused} of {whole.Length} changes were refused.");
    }

    [Fact]
    public async Task RunAsync_CutAnywhere_IsRefusedAndNothingIsWritten()
    {
        var whole = await File.ReadAllBytesAsync(Archive);
        for (var length = 0; length < whole.Length; length += 37)
        {
            await File.WriteAllBytesAsync(Changed, whole[..length]);

            var refused = await Assert.ThrowsAsync<InvalidDataException>(RestoreAsync);

            Assert.Contains("is no whole backup", refused.Message, StringComparison.Ordinal);
            Assert.Contains("Copy it again", refused.Message, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(Target));
    }

    [Fact]
    public Task RunAsync_PartWithAnotherRow_NamesThePart() => AssertRefusedAsync(
        entries => entries["tables/interactions.ndjson"] = [.. entries["tables/interactions.ndjson"], .. "[]\n"u8],
        "tables/interactions.ndjson",
        "should have");

    [Fact]
    public Task RunAsync_PartWithAnotherValue_NamesThePartAndBothChecksums() => AssertRefusedAsync(
        entries => entries["tables/interactions.ndjson"][3] ^= 1, "tables/interactions.ndjson", "has the SHA-256");

    [Fact]
    public Task RunAsync_ManifestChanged_NamesIt() => AssertRefusedAsync(
        entries => entries["manifest.json"][5] ^= 1, "manifest.json has the SHA-256");

    [Fact]
    public Task RunAsync_PartMissing_NamesIt() => AssertRefusedAsync(
        entries => entries.Remove("tables/products.ndjson"), "tables/products.ndjson is missing");

    [Fact]
    public Task RunAsync_PartThatNobodyNamed_NamesIt() => AssertRefusedAsync(
        entries => entries["zzz"] = [1], "zzz is a part that its manifest does not name");

    [Fact]
    public async Task RunAsync_PartsInAnotherOrder_NamesTheFirst()
    {
        await RewriteAsync(_ => { }, names => [names[1], names[0], .. names[2..]]);

        var refused = await Assert.ThrowsAsync<InvalidDataException>(RestoreAsync);

        Assert.Contains("is not in its place", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task RunAsync_NewerSchema_NamesBothVersionsAndTheProgram() => AssertManifestRefusedAsync(
        manifest => manifest["schema_version"] = 999, "schema version 999", "with program 1.2.3 or a newer one");

    [Fact]
    public Task RunAsync_NewerForm_NamesBothVersionsAndTheProgram() => AssertManifestRefusedAsync(
        manifest => manifest["format"] = 2, "has the form 2", "up to 1", "with program 1.2.3 or a newer one");

    [Fact]
    public Task RunAsync_OtherKind_IsRefused() => AssertManifestRefusedAsync(
        manifest => manifest["kind"] = "holiday-photos", "holiday-photos");

    [Fact]
    public async Task RunAsync_FileNameThatLeadsOut_IsRefused()
    {
        await RewriteAsync(entries =>
        {
            var manifest = JsonNode.Parse(entries["manifest.json"])!;
            var part = manifest["parts"]!.AsArray().Single(
                part => (string?)part!["name"] == "files/models/default/v1/items.safetensors")!;
            part["name"] = "files/../../out";
            entries["files/../../out"] = entries["files/models/default/v1/items.safetensors"];
            entries.Remove("files/models/default/v1/items.safetensors");
            Put(entries, manifest);
        });

        var refused = await Assert.ThrowsAsync<InvalidDataException>(RestoreAsync);

        Assert.Contains("files/../../out", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_NoZipAtAll_IsRefused()
    {
        await File.WriteAllTextAsync(Changed, "a,b,c\n1,2,3\n");

        var refused = await Assert.ThrowsAsync<InvalidDataException>(RestoreAsync);

        Assert.Contains("another kind of file", refused.Message, StringComparison.Ordinal);
    }

    private async Task AssertManifestRefusedAsync(Action<JsonNode> change, params string[] texts)
    {
        await RewriteAsync(entries =>
        {
            var manifest = JsonNode.Parse(entries["manifest.json"])!;
            change(manifest);
            Put(entries, manifest);
        });
        var refused = await Assert.ThrowsAsync<InvalidDataException>(RestoreAsync);
        Assert.All(texts, text => Assert.Contains(text, refused.Message, StringComparison.Ordinal));
        Assert.False(Directory.Exists(Target));
    }

    private async Task AssertRefusedAsync(Action<Dictionary<string, byte[]>> change, params string[] texts)
    {
        await RewriteAsync(change);
        var refused = await Assert.ThrowsAsync<InvalidDataException>(RestoreAsync);
        Assert.All(texts, text => Assert.Contains(text, refused.Message, StringComparison.Ordinal));
        Assert.Contains("restore another backup", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Target));
    }

    private Task<RestoreReport> RestoreAsync() => StoreRestore.RunAsync(
        new RestoreRequest { File = Changed, Storage = new StorageOptions { DataDirectory = Target } }, _source.Clock);

    private static void Put(Dictionary<string, byte[]> entries, JsonNode manifest)
    {
        entries["manifest.json"] = Encoding.UTF8.GetBytes(manifest.ToJsonString());
        entries["manifest.sha256"] =
            Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(entries["manifest.json"])));
    }

    private async Task RewriteAsync(
        Action<Dictionary<string, byte[]>> change, Func<List<string>, List<string>>? order = null)
    {
        var names = new List<string>();
        var entries = new Dictionary<string, byte[]>();
        using (var zip = ZipFile.OpenRead(Archive))
        {
            foreach (var entry in zip.Entries)
            {
                using var content = entry.Open();
                using var bytes = new MemoryStream();
                await content.CopyToAsync(bytes);
                names.Add(entry.FullName);
                entries.Add(entry.FullName, bytes.ToArray());
            }
        }

        change(entries);
        var place = names.IndexOf("files/models/default/v1/items.safetensors");
        names = [.. names.Where(entries.ContainsKey)];
        foreach (var added in entries.Keys.Except(names).ToList())
            names.Insert(added.StartsWith("files/", StringComparison.Ordinal) ? place : names.Count, added);
        using var changed = new ZipArchive(File.Create(Changed), ZipArchiveMode.Create);
        foreach (var name in order?.Invoke(names) ?? names)
        {
            using var content = changed.CreateEntry(name).Open();
            content.Write(entries[name]);
        }
    }
}
