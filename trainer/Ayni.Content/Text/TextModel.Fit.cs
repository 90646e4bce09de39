using System.Runtime.InteropServices;
using Ayni.Numerics;

namespace Ayni.Content;

/// <content>How a model is made: the catalogue is read to count terms, then to weigh them; then the SVD.</content>
public sealed partial class TextModel
{
    private const int TextsPerTask = 256;

    /// <summary>Learns a catalogue's words and their directions.</summary>
    /// <param name="texts">Texts of all products, in a fixed order.</param>
    /// <param name="options">Fields, limits and dimensions; null for the defaults.</param>
    /// <param name="threads">Threads, 1 or more; 0 for one a processor.</param>
    /// <param name="progress">Told the share of the decomposition that is done, up to 1.</param>
    /// <param name="cancellationToken">Stops the fit.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static TextModel Fit(
        IReadOnlyList<ProductText> texts,
        TextModelOptions? options = null,
        int threads = 0,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        options = (options ?? new TextModelOptions()).Validated();
        var parallel = TextEncoding.Threads(threads, cancellationToken);
        var mainLanguage = options.Language ?? MainLanguageOf(texts);
        var readers = new TermReaderPool(options);
        var vocabulary = Vocabulary.Of(
            CountProducts(texts, options, mainLanguage, readers, parallel), texts.Count, options);
        var rows = WeighAll(texts, options, mainLanguage, vocabulary, readers, parallel);
        var svd = TruncatedSvd.Of(
            ScoredRows.ToMatrix(rows, vocabulary.Terms.Length), options.Dimensions, options.Svd, threads, progress,
            cancellationToken);
        return new TextModel(options, mainLanguage, vocabulary, svd.RightVectors, svd.Rank);
    }

    /// <summary>The language that most of a catalogue is in.</summary>
    internal static TextLanguage MainLanguageOf(IReadOnlyList<ProductText> texts)
    {
        var votes = default(LanguageVotes);
        foreach (var text in texts)
            votes.Add(text);
        return votes.Winner() ?? TextLanguage.English;
    }

    /// <summary>Number of products with each term. Sums of integers: no order of threads shows in them.</summary>
    private static Dictionary<ulong, int> CountProducts(
        IReadOnlyList<ProductText> texts,
        TextModelOptions options,
        TextLanguage mainLanguage,
        TermReaderPool readers,
        ParallelOptions parallel)
    {
        var total = new Dictionary<ulong, int>();
        WorkQueue.Run(
            TaskCount(texts.Count),
            parallel,
            () => (Reader: readers.Rent(), Counts: new Dictionary<ulong, int>()),
            (task, state) =>
            {
                for (var text = task * TextsPerTask; text < Math.Min((task + 1) * TextsPerTask, texts.Count); text++)
                {
                    state.Reader.Read(texts[text], LanguageOf(texts[text], options.Language, mainLanguage));
                    foreach (var term in state.Reader.Terms.Keys)
                        CollectionsMarshal.GetValueRefOrAddDefault(state.Counts, term, out _)++;
                }
            },
            state =>
            {
                readers.Return(state.Reader);
                lock (total)
                {
                    foreach (var (term, count) in state.Counts)
                        CollectionsMarshal.GetValueRefOrAddDefault(total, term, out _) += count;
                }
            });
        return total;
    }

    private static ScoredIndex[][] WeighAll(
        IReadOnlyList<ProductText> texts,
        TextModelOptions options,
        TextLanguage mainLanguage,
        Vocabulary vocabulary,
        TermReaderPool readers,
        ParallelOptions parallel)
    {
        var rows = new ScoredIndex[texts.Count][];
        WorkQueue.Run(
            TaskCount(texts.Count),
            parallel,
            readers.Rent,
            (task, reader) =>
            {
                for (var text = task * TextsPerTask; text < Math.Min((task + 1) * TextsPerTask, texts.Count); text++)
                {
                    reader.Read(texts[text], LanguageOf(texts[text], options.Language, mainLanguage));
                    rows[text] = vocabulary.Weigh(reader, options.PieceShare);
                }
            },
            readers.Return);
        return rows;
    }

    private static int TaskCount(int texts) => (texts + TextsPerTask - 1) / TextsPerTask;
}
