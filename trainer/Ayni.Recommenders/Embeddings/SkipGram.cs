using System.Runtime.ExceptionServices;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// Skip-gram with negative sampling (Mikolov et al. 2013) over the items of sessions (item2vec, Barkan and Koenigstein
/// 2016): an item's vector is to tell the items near it from items drawn by frequency.
/// </summary>
/// <remarks>
/// Same sessions, options and seed: same bits for any number of threads. Deviation: no race (Hogwild). Items are drawn
/// into blocks anew each epoch; pairs of a block of centres and a block of contexts are a cell, and cells that share
/// neither run side by side, a diagonal after the other (as <c>BprRecommender</c> does). What a pair is told from is
/// drawn from the contexts of its cell.
/// </remarks>
public static class SkipGram
{
    /// <summary>Name of the method.</summary>
    public const string Method = "skip-gram";

    private const int Blocks = 4;

    /// <summary>Fewer items leave blocks too few to draw from.</summary>
    private const int MinItemsPerBlock = 64;

    private const double LeastRate = 0.01;

    /// <summary>Learns.</summary>
    /// <param name="sessions">Sessions, or whole histories, oldest first.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="parallel">Threads; its token stops between two cells.</param>
    /// <exception cref="OperationCanceledException">Cancelled; there are no vectors then.</exception>
    public static ItemEmbeddings Fit(ItemSequences sessions, EmbeddingOptions? options, ParallelOptions parallel)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        ArgumentNullException.ThrowIfNull(parallel);
        var chosen = (options ?? new EmbeddingOptions()).Validated();
        try
        {
            return new Learning(sessions, chosen).Run(parallel);
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
            throw;
        }
    }

    private sealed class Learning
    {
        private readonly EmbeddingOptions _options;
        private readonly int _blocks;
        private readonly int[] _centres;
        private readonly int[] _contexts;
        private readonly double[] _frequencies;
        private readonly float[] _in;
        private readonly float[] _out;
        private readonly int[] _blockOf;

        public Learning(ItemSequences sessions, EmbeddingOptions options)
        {
            _options = options;
            (_centres, _contexts) = SessionPairs.Of(sessions, options.Window);
            _blocks = Math.Clamp(sessions.ItemCount / MinItemsPerBlock, 1, Blocks);
            _blockOf = new int[sessions.ItemCount];
            _frequencies = new double[sessions.ItemCount];
            foreach (var context in _contexts)
                _frequencies[context]++;
            foreach (ref var frequency in _frequencies.AsSpan())
                frequency = frequency == 0 ? 0 : Math.Pow(frequency, options.NegativeExponent);
            (_in, _out) = (Start(sessions.ItemCount), new float[sessions.ItemCount * options.Dimensions]);
        }

        public ItemEmbeddings Run(ParallelOptions parallel)
        {
            for (var epoch = 0; epoch < _options.Epochs; epoch++)
                Run(epoch, parallel);

            // A vector that no pair moved is chance.
            for (var item = 0; item < _frequencies.Length; item++)
            {
                if (_frequencies[item] == 0)
                    _in.AsSpan(item * _options.Dimensions, _options.Dimensions).Clear();
            }

            return new ItemEmbeddings(Method, _options.Dimensions, _in);
        }

        private float[] Start(int items)
        {
            var random = new SplitMix64(_options.Seed, -1);
            var vectors = new float[items * _options.Dimensions];
            foreach (ref var element in vectors.AsSpan())
                element = (float)((random.NextDouble() - 0.5) / _options.Dimensions);
            return vectors;
        }

        private void Run(int epoch, ParallelOptions parallel)
        {
            var random = new SplitMix64(_options.Seed, Partition(epoch, 0));
            for (var item = 0; item < _blockOf.Length; item++)
                _blockOf[item] = random.Next(_blocks);
            Draws[] draws =
                [.. Enumerable.Range(0, _blocks).Select(block => new Draws(_frequencies, _blockOf, block))];
            var cells = Cells();
            for (var diagonal = 0; diagonal < _blocks; diagonal++)
            {
                var shift = diagonal;
                Parallel.For(0, _blocks, parallel, block =>
                {
                    var contexts = (block + shift) % _blocks;
                    var cell = (block * _blocks) + contexts;
                    RunCell(cells[cell], draws[contexts], epoch, cell);
                });
            }
        }

        private List<int>[] Cells()
        {
            var cells = Enumerable.Range(0, _blocks * _blocks).Select(_ => new List<int>()).ToArray();
            for (var pair = 0; pair < _centres.Length; pair++)
                cells[(_blockOf[_centres[pair]] * _blocks) + _blockOf[_contexts[pair]]].Add(pair);
            return cells;
        }

        private void RunCell(List<int> pairs, Draws draws, int epoch, int cell)
        {
            var random = new SplitMix64(_options.Seed, Partition(epoch, cell + 1));
            var gradient = new float[_options.Dimensions];
            for (var place = 0; place < pairs.Count; place++)
            {
                // Fisher and Yates, one exchange a step.
                var chosen = place + random.Next(pairs.Count - place);
                (pairs[place], pairs[chosen]) = (pairs[chosen], pairs[place]);
                var done = (epoch + ((double)place / pairs.Count)) / _options.Epochs;
                var rate = (float)(_options.LearningRate * Math.Max(LeastRate, 1 - done));
                var (centre, context) = (_centres[pairs[place]], _contexts[pairs[place]]);
                gradient.AsSpan().Clear();
                Step(centre, context, 1, rate, gradient);
                for (var negative = 0; negative < _options.Negatives; negative++)
                {
                    var other = draws.Next(ref random);
                    if (other != context && other != centre)
                        Step(centre, other, 0, rate, gradient);
                }

                var vector = _in.AsSpan(centre * gradient.Length, gradient.Length);
                for (var element = 0; element < gradient.Length; element++)
                    vector[element] += gradient[element];
            }
        }

        private void Step(int centre, int context, int label, float rate, Span<float> gradient)
        {
            var dimensions = _options.Dimensions;
            var vector = _in.AsSpan(centre * dimensions, dimensions);
            var near = _out.AsSpan(context * dimensions, dimensions);
            var step = rate * (label - Sigmoid(ScoreScan.Dot(vector, near)));
            for (var element = 0; element < dimensions; element++)
            {
                gradient[element] += step * near[element];
                near[element] += step * vector[element];
            }
        }

        private static float Sigmoid(float value) => 1 / (1 + MathF.Exp(-value));

        private static long Partition(int epoch, int part) => ((long)epoch * ((Blocks * Blocks) + 1)) + part;
    }

    /// <summary>Draws items of one block by their frequency.</summary>
    private sealed class Draws
    {
        private readonly int[] _items;
        private readonly double[] _sums;

        public Draws(double[] frequencies, int[] blockOf, int block)
        {
            _items = [.. Enumerable.Range(0, blockOf.Length).Where(
                item => blockOf[item] == block && frequencies[item] > 0)];
            _sums = new double[_items.Length];
            var sum = 0.0;
            for (var place = 0; place < _items.Length; place++)
                _sums[place] = sum += frequencies[_items[place]];
        }

        public int Next(ref SplitMix64 random)
        {
            var place = Array.BinarySearch(_sums, random.NextDouble() * _sums[^1]);
            return _items[Math.Min(place < 0 ? ~place : place + 1, _items.Length - 1)];
        }
    }
}
