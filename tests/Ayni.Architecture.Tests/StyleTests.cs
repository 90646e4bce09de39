using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Ayni.Architecture.Tests;

/// <summary>The sizes of the house style. An exception stands in a list here, with its reason.</summary>
public sealed class StyleTests
{
    private const int MaxFileLines = 500;
    private const int MaxMethodLines = 70;
    private const int MaxLineLength = 120;

    /// <summary>Methods over the limit: "file: method", each with its reason.</summary>
    private static readonly Dictionary<string, string> LongMethods = new(StringComparer.Ordinal)
    {
    };

    /// <summary>Where several small public types of one topic share a file: path prefix and reason.</summary>
    private static readonly Dictionary<string, string> SharedFiles = new(StringComparer.Ordinal)
    {
        ["tests/"] = "test grains and their messages stand beside the tests that use them",
    };

    private static readonly string[] VagueFolders = ["Helpers", "Utils", "Utilities", "Common", "Misc"];

    [Fact]
    public void Files_AreShort() => Assert.Empty(
        from path in Repository.SourceFiles
        let lines = Repository.Read(path).Split('\n').Length - 1
        where lines > MaxFileLines
        select $"{path}: {lines} lines");

    [Fact]
    public void Lines_AreShort() => Assert.Empty(
        from path in Repository.SourceFiles
        from line in Repository.Read(path).Split('\n').Select((text, index) => (Text: text, Number: index + 1))
        where line.Text.TrimEnd().Length > MaxLineLength
        select $"{path}:{line.Number}: {line.Text.TrimEnd().Length} characters");

    [Fact]
    public void Methods_AreShort() => Assert.Empty(
        from path in Repository.SourceFiles
        from method in Parse(path).DescendantNodes().Where(IsCode)
        let span = method.GetLocation().GetLineSpan()
        let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
        where lines > MaxMethodLines && !LongMethods.ContainsKey($"{path}: {NameOf(method)}")
        select $"{path}: {NameOf(method)}: {lines} lines");

    [Fact]
    public void PublicTypes_StandInAFileOfTheirName()
    {
        var wrong =
            from path in Repository.SourceFiles
            where !SharedFiles.Keys.Any(prefix => path.StartsWith(prefix, StringComparison.Ordinal))
            let types = PublicTypes(Parse(path))
            where types.Count > 0
            let file = Path.GetFileName(path).Split('.')[0]
            where types.Count > 1 || types[0] != file
            select $"{path}: {string.Join(", ", types)}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Folders_AreNamedAfterTheDomain() => Assert.Empty(
        from path in Repository.SourceFiles
        where path.Split('/').SkipLast(1).Intersect(VagueFolders).Any()
        select path);

    [Fact]
    public void Sources_HoldNoLeftovers()
    {
        // Split so that this file does not find itself.
        string[] leftovers = ["TO" + "DO", "FIX" + "ME", "#reg" + "ion", "NotImplemented" + "Exception"];
        var wrong =
            from path in Repository.SourceFiles
            let text = Repository.Read(path)
            from leftover in leftovers
            where text.Contains(leftover, StringComparison.Ordinal)
            select $"{path}: {leftover}";

        Assert.Empty(wrong);
    }

    private static SyntaxNode Parse(string path) => CSharpSyntaxTree.ParseText(Repository.Read(path)).GetRoot();

    private static bool IsCode(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax;

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        _ => node.Kind().ToString(),
    };

    private static List<string> PublicTypes(SyntaxNode root) =>
    [
        .. root.DescendantNodes()
            .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            .Cast<MemberDeclarationSyntax>()
            .Where(type => type.Modifiers.Any(SyntaxKind.PublicKeyword))
            .Where(type => type.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax)
            .Select(type => type is DelegateDeclarationSyntax named
                ? named.Identifier.Text
                : ((BaseTypeDeclarationSyntax)type).Identifier.Text)
            .Distinct(),
    ];
}
